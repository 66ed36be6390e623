"""Addresses of cases that need another lead."""

from django.urls import path

from casework.leavers import views

urlpatterns = [
    path("leads/", views.without_lead, name="leads"),
    path("leads/<str:reference>/", views.lead, name="lead"),
]
