"""Addresses of keys."""

from django.urls import path

from accounts.keys import views

app_name = "keys"
urlpatterns = [
    path("keys/", views.keys, name="keys"),
    path("keys/<slug:code>/turn/", views.turn, name="turn"),
    path("keys/<slug:code>/seal-anew/", views.rekey, name="rekey"),
]
