"""Addresses of incidents."""

from django.urls import path

from casework.incidents import views

urlpatterns = [
    path("cases/<str:reference>/incidents/", views.every, name="incidents"),
    path("cases/<str:reference>/incidents/add/", views.add, name="incident-add"),
    path("cases/<str:reference>/incidents/referral/", views.refer, name="incident-referral"),
    path("cases/<str:reference>/incidents/<uuid:incident_id>/correct/", views.correct, name="incident-correct"),
]
