"""Addresses of sharing in an emergency."""

from django.urls import path

from multiagency.emergencies import views

urlpatterns = [
    path("cases/<str:reference>/share/emergency/", views.share, name="share-emergency"),
    path("emergency-reviews/", views.reviews, name="emergency-reviews"),
    path("emergency-reviews/<uuid:disclosure_id>/", views.review, name="emergency-review"),
]
