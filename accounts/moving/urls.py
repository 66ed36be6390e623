"""Addresses of leaving, coming back, moving and switching."""

from django.urls import path

from accounts.moving import views

urlpatterns = [
    path("people/<uuid:user_id>/leave/", views.leaving, name="leave"),
    path("people/<uuid:user_id>/return/", views.returning, name="return"),
    path("people/<uuid:user_id>/move/", views.moving, name="move"),
    path("people/<uuid:user_id>/sign-ins/end/", views.end_everywhere, name="end-sign-ins"),
    path("people/<uuid:user_id>/lost-factor/", views.lost_factor, name="lost-factor"),
    path("partnership/", views.partnership, name="partnership"),
]
