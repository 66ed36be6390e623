"""Addresses of the ASB case review."""

from django.urls import path

from casework.asb_review import views

urlpatterns = [
    path("cases/<str:reference>/case-review/", views.page, name="case-review"),
    path("cases/<str:reference>/case-review/apply/", views.start, name="case-review-apply"),
    path("cases/<str:reference>/case-review/step/", views.step, name="case-review-step"),
]
