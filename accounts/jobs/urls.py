"""Addresses of the work beside the pages."""

from django.urls import path

from accounts.jobs import views

app_name = "work"
urlpatterns = [
    path("background-work/", views.work, name="work"),
    path("background-work/<uuid:job_id>/again/", views.again, name="again"),
    path("background-work/<uuid:job_id>/drop/", views.drop, name="drop"),
]
