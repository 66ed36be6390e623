"""Address of the lawful basis of a case."""

from django.urls import path

from casework.bases import views

urlpatterns = [path("cases/<str:reference>/basis/", views.basis, name="basis")]
