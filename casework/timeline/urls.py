"""Address of a case's chronology."""

from django.urls import path

from casework.timeline import views

urlpatterns = [path("cases/<str:reference>/timeline/", views.timeline, name="chronology")]
