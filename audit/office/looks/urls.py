"""Addresses of who has looked."""

from django.urls import path

from audit.office.looks import views

urlpatterns = [
    path("", views.looks, name="looks"),
    path("records/<uuid:record_id>/", views.record, name="record"),
]
