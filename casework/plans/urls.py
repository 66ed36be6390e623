"""Addresses of the plan of a case."""

from django.urls import path

from casework.plans import views

urlpatterns = [
    path("cases/<str:reference>/plan/", views.plan_page, name="plan"),
    path("cases/<str:reference>/plan/needs/add/", views.need_add, name="plan-need"),
    path("cases/<str:reference>/plan/needs/<uuid:need_id>/", views.measure, name="plan-measure"),
    path("cases/<str:reference>/plan/needs/<uuid:need_id>/actions/add/", views.action_add, name="plan-action"),
    path("cases/<str:reference>/plan/actions/<uuid:action_id>/", views.action_end, name="plan-action-end"),
]
