"""Addresses of people and teams."""

from django.urls import path

from accounts.people import views

urlpatterns = [
    path("", views.own_agency, name="own-agency"),
    path("agencies/<slug:code>/", views.agency, name="agency"),
    path("agencies/<slug:code>/teams/add/", views.new_team, name="team-add"),
    path("teams/<int:team_id>/", views.team, name="team"),
    path("people/<uuid:user_id>/", views.person, name="person"),
    path("people/<uuid:user_id>/change/", views.change, name="change"),
    path("people/<uuid:user_id>/roles/", views.roles, name="roles"),
]
