"""Addresses of links."""

from django.urls import path

from casework.links import views

urlpatterns = [
    path("people/<uuid:person_id>/others/", views.others, name="person-others"),
    path("people/<uuid:person_id>/links/", views.linked, name="person-links"),
    path("people/<uuid:person_id>/links/propose/", views.propose, name="person-link-propose"),
    path("links/", views.asked, name="links"),
    path("links/<uuid:link_id>/", views.answer, name="link"),
    path("links/<uuid:link_id>/end/", views.end, name="link-end"),
]
