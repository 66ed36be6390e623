"""Addresses of standing shares."""

from django.urls import path

from multiagency.standing_shares import views

urlpatterns = [
    path("cases/<str:reference>/sharing/", views.sharing, name="sharing"),
    path("cases/<str:reference>/sharing/new/", views.share, name="share-new"),
    path("cases/<str:reference>/sharing/end/", views.end, name="share-end"),
    path("shared-no-more/", views.stopped, name="shares-stopped"),
]
