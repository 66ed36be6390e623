"""Every address of what agencies do together."""

from multiagency.conditions.urls import urlpatterns as conditions

app_name = "multiagency"
urlpatterns = [
    *conditions,
]
