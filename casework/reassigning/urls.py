"""The address of giving many cases to another colleague."""

from django.urls import path

from casework.reassigning import views

urlpatterns = [path("reassign/", views.reassign, name="cases-reassign")]
