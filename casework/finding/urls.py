"""Addresses of finding and adding people."""

from django.urls import path

from casework.finding import views

urlpatterns = [
    path("people/find/", views.find, name="people-find"),
    path("people/add/", views.add, name="people-add"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/cases/start/", views.start, name="case-start"),
]
