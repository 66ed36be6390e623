"""Addresses of the information-governance office."""

from django.urls import path

from audit.office.looks import views

app_name = "office"
urlpatterns = [
    path("", views.looks, name="looks"),
    path("records/<uuid:record_id>/", views.record, name="record"),
]
