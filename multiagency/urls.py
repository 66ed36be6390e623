"""Every address of what agencies do together."""

from multiagency.asked_decisions import urls as asked_decisions
from multiagency.disclosures import urls as disclosures
from multiagency.emergencies import urls as emergencies
from multiagency.recalls import urls as recalls

app_name = "multiagency"
urlpatterns = [
    *disclosures.urlpatterns,
    *asked_decisions.urlpatterns,
    *emergencies.urlpatterns,
    *recalls.urlpatterns,
]
