"""Addresses of disputes between agencies."""

from django.urls import path

from multiagency.escalations import views

urlpatterns = [
    path("escalations/", views.listed, name="escalations"),
    path("escalations/<uuid:escalation_id>/", views.escalation, name="escalation"),
    path("escalations/<uuid:escalation_id>/<slug:step>/", views.step, name="escalation-step"),
    path("referrals/<uuid:declined_id>/escalation/new/", views.of_referral, name="escalation-of-referral"),
    path("cases/<str:reference>/escalation/new/", views.of_case, name="escalation-of-case"),
]
