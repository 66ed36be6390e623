"""Addresses of merging."""

from django.urls import path

from casework.merging import views

urlpatterns = [
    path("people/<uuid:person_id>/others/<uuid:apart_id>/lift/", views.not_apart, name="person-apart-lift"),
    path("merges/", views.waiting, name="merges"),
    path("merges/<uuid:merge_id>/", views.merge, name="merge"),
    path("merges/<uuid:merge_id>/decline/", views.decline, name="merge-decline"),
    path("merges/<uuid:merge_id>/undo/", views.undo, name="merge-undo"),
]
