"""Addresses of interventions."""

from django.urls import path

from casework.interventions import views

ENTRY = "cases/<str:reference>/interventions/<uuid:entry_id>/"

urlpatterns = [
    path("cases/<str:reference>/interventions/log/", views.log, name="intervention-log"),
    path(ENTRY, views.entry, name="intervention"),
    path(f"{ENTRY}correct/", views.correct, name="intervention-correct"),
    path(f"{ENTRY}file/", views.attach, name="intervention-file"),
    path(f"{ENTRY}sign/", views.sign, name="intervention-sign"),
    path("mentions/", views.mentions, name="mentions"),
]
