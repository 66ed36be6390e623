"""Every address of what agencies do together."""

from multiagency.conditions.urls import urlpatterns as conditions
from multiagency.known_to.urls import urlpatterns as known_to

app_name = "multiagency"
urlpatterns = [
    *conditions,
    *known_to,
]
