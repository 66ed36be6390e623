"""Addresses of sharing something, and of what was received."""

from django.urls import path

from multiagency.disclosures import views

urlpatterns = [
    path("cases/<str:reference>/share/", views.share, name="share"),
    path("cases/<str:reference>/share/told/", views.told, name="share-told"),
    path("cases/<str:reference>/share/ask/", views.put_to, name="share-ask"),
    path("cases/<str:reference>/disclosures/", views.history, name="disclosures"),
    path("received/<uuid:disclosure_id>/on/", views.send_on, name="received-send-on"),
    path("received/", views.inbox, name="received-list"),
]
