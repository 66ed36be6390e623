"""Address of a case."""

from django.urls import path

from casework.overview import views

urlpatterns = [path("cases/<str:reference>/", views.case, name="case")]
