"""Addresses of the victim case."""

from django.urls import path

from casework.victims import views

urlpatterns = [
    path("cases/<str:reference>/victim/", views.victim, name="victim"),
    path("cases/<str:reference>/victim/person/", views.describe_person, name="victim-person"),
    path("cases/<str:reference>/victim/business/", views.describe_business, name="victim-business"),
    path("cases/<str:reference>/victim/status/", views.status, name="victim-status"),
    path("cases/<str:reference>/victim/safety-plan/", views.safety_plan, name="victim-safety-plan"),
    path("cases/<str:reference>/victim/children/", views.children, name="victim-children"),
    path("cases/<str:reference>/victim/children/<uuid:child_id>/case/", views.child_case, name="victim-child-case"),
    path("cases/<str:reference>/victim/rights/", views.code, name="victim-rights"),
    path("cases/<str:reference>/victim/rights/<int:right>/", views.right, name="victim-right"),
]
