"""Addresses of wishes and of taking part."""

from django.urls import path

from casework.wishes import views

urlpatterns = [
    path("cases/<str:reference>/wishes/", views.wishes, name="wishes-write"),
    path("cases/<str:reference>/agreement/", views.agreement, name="agreement-record"),
]
