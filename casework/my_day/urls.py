"""The address of one's day."""

from django.urls import path

from casework.my_day import views

urlpatterns = [path("", views.day, name="my-day")]
