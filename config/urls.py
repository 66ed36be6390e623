"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.signin.urls")),
    path("", include("accounts.jobs.urls")),
    path("", include("casework.urls")),
    path("audit/", include("audit.office.urls")),
]
