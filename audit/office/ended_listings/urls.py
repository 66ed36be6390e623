"""Address of places on cohorts that ended."""

from django.urls import path

from audit.office.ended_listings import views

urlpatterns = [path("ended-listings/", views.ended, name="ended-listings")]
