"""The address of closing a case and opening it again."""

from django.urls import path

from casework.closing import views

urlpatterns = [path("cases/<str:reference>/close/", views.close, name="case-close")]
