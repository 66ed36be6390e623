"""Addresses of what was sent and received, and of notices about it."""

from django.urls import path

from multiagency.recalls import views

urlpatterns = [
    path("cases/<str:reference>/disclosures/<uuid:disclosure_id>/", views.sent, name="disclosure"),
    path("cases/<str:reference>/disclosures/<uuid:disclosure_id>/recall/", views.call_back, name="recall"),
    path("received/<uuid:disclosure_id>/", views.received, name="received"),
    path("received/notices/<uuid:recall_id>/", views.acknowledged, name="recall-acknowledge"),
]
