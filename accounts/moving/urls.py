"""Addresses of leaving, coming back, moving and switching."""

from django.urls import path

from accounts.moving import views

urlpatterns = [
    path("people/<uuid:user_id>/leave/", views.leaving, name="leave"),
    path("people/<uuid:user_id>/return/", views.returning, name="return"),
    path("people/<uuid:user_id>/move/", views.moving, name="move"),
    path("partnership/", views.partnership, name="partnership"),
]
