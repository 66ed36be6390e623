"""Addresses of requests for what others hold about a victim."""

from django.urls import path

from casework.material_requests import views

urlpatterns = [
    path("cases/<str:reference>/material-requests/", views.every, name="material-requests"),
    path("cases/<str:reference>/material-requests/add/", views.add, name="material-request-add"),
]
