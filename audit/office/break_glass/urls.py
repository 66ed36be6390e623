"""Addresses of break-glass in the office."""

from django.urls import path

from audit.office.break_glass import views

urlpatterns = [
    path("break-glass/", views.every, name="break-glass-list"),
    path("break-glass/<uuid:break_glass_id>/", views.one, name="break-glass"),
]
