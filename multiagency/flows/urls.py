"""Addresses of flows. They stand before those of agreements, one of which takes any reference."""

from django.urls import path

from multiagency.flows import views

urlpatterns = [path("agreements/flows/", views.flows, name="flows")]
