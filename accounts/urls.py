"""Addresses of people and teams; those of signing in stand in their own room, under the library's names."""

from accounts.agencies.urls import urlpatterns as agencies
from accounts.invitations.urls import urlpatterns as invitations
from accounts.moving.urls import urlpatterns as moving
from accounts.people.urls import urlpatterns as people

app_name = "staff"
urlpatterns = [*agencies, *people, *invitations, *moving]
