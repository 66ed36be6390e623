"""Addresses of what is asked about sharing."""

from django.urls import path

from multiagency.asked_decisions import views

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/<uuid:ask_id>/", views.decision, name="decision"),
]
