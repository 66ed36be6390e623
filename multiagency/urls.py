"""Every address of what agencies do together."""

from django.urls import URLPattern

app_name = "multiagency"
urlpatterns: list[URLPattern] = []
