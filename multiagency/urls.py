"""Every address of what agencies do together."""

from multiagency.asked_decisions import urls as asked_decisions
from multiagency.disclosures import urls as disclosures

app_name = "multiagency"
urlpatterns = [*disclosures.urlpatterns, *asked_decisions.urlpatterns]
