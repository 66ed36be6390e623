"""Addresses of how cases may be handled."""

from django.urls import path

from casework.handling import views

urlpatterns = [
    path("handling/", views.register, name="handling-register"),
    path("cases/<str:reference>/handling/", views.handling, name="handling"),
    path("cases/<str:reference>/handling/add/<slug:item_kind>/", views.add, name="handling-add"),
    path("cases/<str:reference>/handling/<uuid:mark_id>/end/", views.end, name="handling-end"),
]
