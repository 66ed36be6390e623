"""Every address of what agencies do together."""

from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.routing.urls import urlpatterns as routing

app_name = "multiagency"
urlpatterns = [*known_to, *routing]
