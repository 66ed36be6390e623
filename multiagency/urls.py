"""Every address of what agencies do together."""

from django.urls import URLPattern

from multiagency.agreements.urls import urlpatterns as agreements

app_name = "multiagency"
urlpatterns: list[URLPattern] = [*agreements]
