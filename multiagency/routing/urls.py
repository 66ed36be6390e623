"""Addresses of the routing rules."""

from django.urls import path

from multiagency.routing import views

urlpatterns = [
    path("routing/", views.rules, name="routing"),
    path("routing/versions/<int:version_number>/", views.version, name="routing-version"),
    path("routing/draft/", views.draft, name="routing-draft"),
    path("routing/draft/rules/add/", views.rule_add, name="routing-rule-add"),
    path("routing/draft/rules/<slug:rule_code>/", views.rule, name="routing-rule"),
    path("routing/draft/rules/<slug:rule_code>/remove/", views.rule_remove, name="routing-rule-remove"),
    path("routing/draft/desk/", views.desk, name="routing-desk"),
    path("routing/draft/try/", views.try_out, name="routing-try"),
    path("routing/draft/publish/", views.put_in_force, name="routing-publish"),
    path("routing/draft/discard/", views.discard, name="routing-discard"),
    path("routing/capacity/", views.capacity, name="routing-capacity"),
    path("routing/capacity/<int:team_id>/", views.team_capacity, name="routing-team-capacity"),
]
