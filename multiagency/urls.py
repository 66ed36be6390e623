"""Every address of what agencies do together."""

from django.urls import URLPattern

from multiagency.routing.urls import urlpatterns as routing

app_name = "multiagency"
urlpatterns: list[URLPattern] = [
    *routing,
]
