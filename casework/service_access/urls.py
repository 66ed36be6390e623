"""Addresses of services."""

from django.urls import path

from casework.service_access import views

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/make/", views.make, name="service-make"),
    path("services/<uuid:service_id>/grants/", views.grant, name="service-grant"),
    path("services/<uuid:service_id>/close/", views.close, name="service-close"),
    path("services/grants/<uuid:grant_id>/revoke/", views.revoke, name="service-revoke"),
]
