"""Every address of what agencies do together."""

from django.urls import URLPattern

from multiagency.referrals.urls import urlpatterns as referrals

app_name = "multiagency"
urlpatterns: list[URLPattern] = [
    *referrals,
]
