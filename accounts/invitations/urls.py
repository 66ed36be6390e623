"""Addresses of invitations: the administrators', and the one in the letter."""

from django.urls import path

from accounts.invitations import views

letter = [path("invitation/<str:token>/", views.accept, name="invitation")]
urlpatterns = [
    path("agencies/<slug:code>/invite/", views.new, name="invite"),
    path("people/<uuid:user_id>/invite-again/", views.again, name="invite-again"),
]
