"""Every address of what agencies do together."""

from django.urls import URLPattern

from multiagency.standing_shares.urls import urlpatterns as standing_shares

app_name = "multiagency"
urlpatterns: list[URLPattern] = [*standing_shares]
