"""Addresses of assessments."""

from django.urls import path

from casework.assessments import views

urlpatterns = [
    path("question-sets/", views.question_sets, name="question-sets"),
    path("cases/<str:reference>/assessments/", views.every, name="assessments"),
    path("cases/<str:reference>/assessments/new/<slug:set_code>/", views.new, name="assessment-new"),
    path("cases/<str:reference>/assessments/<uuid:assessment_id>/", views.one, name="assessment"),
]
