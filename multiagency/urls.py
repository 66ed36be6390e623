"""Every address of what agencies do together."""

from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.packages.urls import urlpatterns as packages

app_name = "multiagency"
urlpatterns = [*known_to, *packages]
