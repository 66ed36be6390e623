"""Addresses of transfer packs."""

from django.urls import path

from multiagency.transfers import views

urlpatterns = [
    path("cases/<str:reference>/transfers/", views.of_case, name="case-transfers"),
    path("cases/<str:reference>/transfers/new/", views.make, name="transfer-new"),
    path("transfers/", views.packs, name="transfers"),
    path("transfers/<uuid:pack_id>/", views.pack, name="transfer"),
    path("transfers/<uuid:pack_id>/<slug:turn>/", views.move, name="transfer-move"),
]
