"""Addresses of conflicts of interest."""

from django.urls import path

from casework.declaring import views

urlpatterns = [
    path("cases/<str:reference>/conflict/", views.declare, name="conflict-declare"),
    path("conflicts/", views.conflicts, name="conflicts"),
    path("conflicts/<uuid:conflict_id>/lift/", views.lift, name="conflict-lift"),
]
