"""Addresses of decisions about third parties."""

from django.urls import path

from multiagency.third_parties import views

urlpatterns = [
    path("cases/<str:reference>/third-parties/", views.every, name="third-parties"),
    path("cases/<str:reference>/third-parties/add/", views.add, name="third-party-add"),
]
