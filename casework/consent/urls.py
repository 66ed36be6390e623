"""Addresses of consent."""

from django.urls import path

from casework.consent import views

urlpatterns = [
    path("cases/<str:reference>/consent/", views.consent, name="consent"),
    path("cases/<str:reference>/consent/ask/", views.ask, name="consent-ask"),
    path("cases/<str:reference>/consent/capacity/", views.capacity, name="consent-capacity"),
    path("cases/<str:reference>/consent/<uuid:consent_id>/again/", views.ask, name="consent-again"),
    path("cases/<str:reference>/consent/<uuid:consent_id>/withdraw/", views.withdraw, name="consent-withdraw"),
]
