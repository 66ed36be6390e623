"""Addresses of powers."""

from django.urls import path

from casework.powers import views

urlpatterns = [
    path("cases/<str:reference>/powers/", views.powers_page, name="powers"),
    path("cases/<str:reference>/powers/add/", views.add, name="power-add"),
    path("cases/<str:reference>/powers/check/", views.check, name="power-check"),
]
