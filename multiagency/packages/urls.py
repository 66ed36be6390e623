"""Addresses of packages: the sender's, and the one in the letter."""

from django.urls import path

from multiagency.packages import views

urlpatterns = [
    path("disclosures/<uuid:sent_id>/packages/", views.packages, name="packages"),
    path("packages/<uuid:package_id>/revoke/", views.revoke, name="package-revoke"),
    path("package/<str:link>/", views.open_one, name="package-open"),
]
