"""Addresses of the register of conditions."""

from django.urls import path

from multiagency.conditions import views

urlpatterns = [
    path("conditions/", views.conditions, name="conditions"),
    path("conditions/add/", views.add, name="condition-add"),
    path("conditions/<uuid:reliance_id>/", views.condition, name="condition"),
    path("conditions/<uuid:reliance_id>/change/", views.change, name="condition-change"),
]
