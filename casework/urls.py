"""Every address of casework."""

from casework.asb_review.urls import urlpatterns as asb_review
from casework.assessments.urls import urlpatterns as assessments
from casework.bases.urls import urlpatterns as bases
from casework.break_glass.urls import urlpatterns as break_glass
from casework.case_import.urls import urlpatterns as case_import
from casework.cases.urls import urlpatterns as cases
from casework.closing.urls import urlpatterns as closing
from casework.consent.urls import urlpatterns as consent
from casework.contact_details.urls import urlpatterns as contact_details
from casework.declaring.urls import urlpatterns as declaring
from casework.drafts.urls import urlpatterns as drafts
from casework.files.urls import urlpatterns as files
from casework.finding.urls import urlpatterns as finding
from casework.handling.urls import urlpatterns as handling
from casework.importing.urls import urlpatterns as importing
from casework.incidents.urls import urlpatterns as incidents
from casework.intelligence.urls import urlpatterns as intelligence
from casework.interventions.urls import urlpatterns as interventions
from casework.leavers.urls import urlpatterns as leavers
from casework.links.urls import urlpatterns as links
from casework.listings.urls import urlpatterns as listings
from casework.material_requests.urls import urlpatterns as material_requests
from casework.merging.urls import urlpatterns as merging
from casework.my_day.urls import urlpatterns as my_day
from casework.orders.urls import urlpatterns as orders
from casework.overview.urls import urlpatterns as overview
from casework.particulars.urls import urlpatterns as particulars
from casework.plans.urls import urlpatterns as plans
from casework.powers.urls import urlpatterns as powers
from casework.reassigning.urls import urlpatterns as reassigning
from casework.relationships.urls import urlpatterns as relationships
from casework.safe_contact.urls import urlpatterns as safe_contact
from casework.service_access.urls import urlpatterns as service_access
from casework.standing.urls import urlpatterns as standing
from casework.timeline.urls import urlpatterns as timeline
from casework.victims.urls import urlpatterns as victims
from casework.wishes.urls import urlpatterns as wishes

app_name = "casework"
urlpatterns = [
    *my_day,
    *incidents,
    *material_requests,
    *asb_review,
    *cases,
    *overview,
    *timeline,
    *closing,
    *interventions,
    *assessments,
    *plans,
    *powers,
    *drafts,
    *files,
    *declaring,
    *finding,
    *particulars,
    *merging,
    *links,
    *importing,
    *case_import,
    *handling,
    *leavers,
    *reassigning,
    *service_access,
    *break_glass,
    *contact_details,
    *safe_contact,
    *victims,
    *consent,
    *bases,
    *intelligence,
    *wishes,
    *relationships,
    *standing,
    *listings,
    *orders,
]
