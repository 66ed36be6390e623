"""Every address of what agencies do together."""

from multiagency.disclosures import urls as disclosures

app_name = "multiagency"
urlpatterns = [*disclosures.urlpatterns]
