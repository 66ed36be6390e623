"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.invitations.urls import letter as invitation

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.signin.urls")),
    path("", include(invitation)),
    path("staff/", include("accounts.urls")),
    path("", include("accounts.jobs.urls")),
    path("", include("accounts.keys.urls")),
    path("", include("accounts.outbox.urls")),
    path("", include("casework.urls")),
    path("", include("multiagency.urls")),
    path("audit/", include("audit.office.urls")),
]

handler500 = "accounts.faults.fault"
