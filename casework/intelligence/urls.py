"""Addresses of intelligence."""

from django.urls import path

from casework.intelligence import views

urlpatterns = [
    path("cases/<str:reference>/intelligence/", views.intelligence, name="intelligence"),
    path("cases/<str:reference>/intelligence/record/", views.record, name="intelligence-record"),
    path("cases/<str:reference>/intelligence/<uuid:item_id>/approve/", views.approve, name="intelligence-approve"),
]
