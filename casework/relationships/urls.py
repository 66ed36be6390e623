"""Addresses of relationships."""

from django.urls import path

from casework.relationships import views

urlpatterns = [
    path("cases/<str:reference>/relationships/", views.relationships, name="relationships"),
    path("cases/<str:reference>/relationships/add/", views.add, name="relationship-add"),
    path(
        "cases/<str:reference>/relationships/<uuid:relationship_id>/change/", views.change, name="relationship-change"
    ),
    path(
        "cases/<str:reference>/relationships/<uuid:relationship_id>/withdraw/",
        views.withdraw,
        name="relationship-withdraw",
    ),
    path("conflicts/check/", views.check, name="conflicts-check"),
]
