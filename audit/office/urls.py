"""Every address of the information-governance office."""

from audit.office.access.urls import urlpatterns as access
from audit.office.break_glass.urls import urlpatterns as break_glass
from audit.office.ended_listings.urls import urlpatterns as ended_listings
from audit.office.looks.urls import urlpatterns as looks

app_name = "office"
urlpatterns = [*looks, *access, *break_glass, *ended_listings]
