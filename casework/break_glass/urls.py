"""Address of breaking the glass."""

from django.urls import path

from casework.break_glass import views

urlpatterns = [path("break-glass/", views.ask, name="break-glass")]
