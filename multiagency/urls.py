"""Every address of what agencies do together."""

from multiagency.agreements.urls import urlpatterns as agreements
from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.standing_shares.urls import urlpatterns as standing_shares

app_name = "multiagency"
urlpatterns = [*agreements, *known_to, *standing_shares]
