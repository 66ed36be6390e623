"""Addresses of interventions."""

from django.urls import path

from casework.interventions import views

urlpatterns = [path("cases/<str:reference>/interventions/log/", views.log, name="intervention-log")]
