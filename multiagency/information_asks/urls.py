"""Addresses of what other agencies were asked."""

from django.urls import path

from multiagency.information_asks import views

urlpatterns = [
    path("cases/<str:reference>/asked/", views.asks, name="information-asks"),
    path("cases/<str:reference>/asked/add/", views.ask_add, name="information-ask-add"),
    path("declined/", views.declined, name="declined"),
]
