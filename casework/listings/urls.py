"""Addresses of places on cohorts."""

from django.urls import path

from casework.listings import views

urlpatterns = [
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cases/<str:reference>/listings/", views.listings, name="listings"),
    path("cases/<str:reference>/listings/add/", views.add, name="listing-add"),
    path("cases/<str:reference>/listings/<uuid:listing_id>/review/", views.review, name="listing-review"),
    path("cases/<str:reference>/listings/<uuid:listing_id>/end/", views.end, name="listing-end"),
]
