"""Addresses of liaison officers. They stand before those of agreements, one of which takes any reference."""

from django.urls import path

from multiagency.liaison import views

urlpatterns = [
    path("agreements/liaison/", views.liaison, name="liaison"),
    path("agreements/liaison/<slug:code>/name/", views.liaison_name, name="liaison-name"),
]
