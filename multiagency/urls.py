"""Every address of what agencies do together."""

from multiagency.agreements.urls import urlpatterns as agreements
from multiagency.asked_decisions.urls import urlpatterns as asked_decisions
from multiagency.conditions.urls import urlpatterns as conditions
from multiagency.disclosures.urls import urlpatterns as disclosures
from multiagency.emergencies.urls import urlpatterns as emergencies
from multiagency.escalations.urls import urlpatterns as escalations
from multiagency.flows.urls import urlpatterns as flows
from multiagency.information_asks.urls import urlpatterns as information_asks
from multiagency.known_to.urls import urlpatterns as known_to
from multiagency.liaison.urls import urlpatterns as liaison
from multiagency.packages.urls import urlpatterns as packages
from multiagency.recalls.urls import urlpatterns as recalls
from multiagency.referrals.urls import urlpatterns as referrals
from multiagency.routing.urls import urlpatterns as routing
from multiagency.sharing.urls import urlpatterns as sharing
from multiagency.standing_shares.urls import urlpatterns as standing_shares
from multiagency.third_parties.urls import urlpatterns as third_parties
from multiagency.transfers.urls import urlpatterns as transfers

app_name = "multiagency"
urlpatterns = [
    *flows,
    *liaison,
    *agreements,
    *asked_decisions,
    *conditions,
    *disclosures,
    *emergencies,
    *information_asks,
    *escalations,
    *known_to,
    *packages,
    *recalls,
    *referrals,
    *routing,
    *sharing,
    *standing_shares,
    *transfers,
    *third_parties,
]
