"""Addresses of a person's particulars."""

from django.urls import path

from casework.particulars import views

urlpatterns = [
    path("people/<uuid:person_id>/particulars/<slug:particular>/", views.part, name="person-part"),
    path("people/<uuid:person_id>/identifiers/", views.identifiers, name="person-identifiers"),
    path(
        "people/<uuid:person_id>/identifiers/<uuid:identifier_id>/remove/",
        views.remove,
        name="person-identifier-remove",
    ),
    path("people/<uuid:person_id>/history/", views.said_before, name="person-history"),
]
