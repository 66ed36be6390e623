"""Addresses of the partnership's agencies."""

from django.urls import path

from accounts.agencies import views

urlpatterns = [
    path("agencies/", views.agencies, name="agencies"),
    path("agencies/add/", views.add, name="agency-add"),
]
