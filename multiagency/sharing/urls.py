"""Addresses of the rules of sharing."""

from django.urls import path

from multiagency.sharing import views

urlpatterns = [path("sharing/rules/", views.rules, name="sharing-rules")]
