"""Addresses of where somebody stands."""

from django.urls import path

from casework.standing import views

urlpatterns = [
    path("cases/<str:reference>/standing/", views.standing, name="standing"),
    path("cases/<str:reference>/standing/<str:what>/", views.judge_one, name="standing-judge"),
]
