"""Every address of what agencies do together."""

from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.sharing.urls import urlpatterns as sharing

app_name = "multiagency"
urlpatterns = [*known_to, *sharing]
