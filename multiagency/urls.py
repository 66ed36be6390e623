"""Every address of what agencies do together."""

from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.referrals.urls import urlpatterns as referrals

app_name = "multiagency"
urlpatterns = [*known_to, *referrals]
