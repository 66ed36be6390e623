"""Addresses of drafts."""

from django.urls import path

from casework.drafts import views

urlpatterns = [path("drafts/", views.draft, name="draft")]
