"""Addresses of cases."""

from django.urls import path

from casework.cases import views

urlpatterns = [
    path("cases/", views.my_cases, name="my-cases"),
    path("cases/<str:reference>/change/", views.change, name="case-change"),
    path("cases/<str:reference>/access/", views.access, name="case-access"),
    path("cases/<str:reference>/access/remove/", views.remove_access, name="case-access-remove"),
]
