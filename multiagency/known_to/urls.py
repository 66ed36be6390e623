"""Addresses of the known-to check."""

from django.urls import path

from multiagency.known_to import views

urlpatterns = [
    path("people/known-to/", views.known_to, name="known-to"),
    path("people/<uuid:person_id>/known-to/", views.known_to_person, name="known-to-person"),
]
