"""Addresses of the access table."""

from django.urls import path

from audit.office.access import views

urlpatterns = [
    path("access/", views.by_role, name="access"),
    path("access/addresses/", views.by_address, name="access-addresses"),
]
