"""Addresses of safe contact."""

from django.urls import path

from casework.safe_contact import views

urlpatterns = [
    path("cases/<str:reference>/safe-contact/", views.who_reads, name="safe-contact"),
    path("cases/<str:reference>/safe-contact/who-harms/", views.harm, name="safe-contact-harm"),
    path("cases/<str:reference>/safe-contact/readers/<uuid:reader_id>/end/", views.end, name="safe-contact-end"),
    path("cases/<str:reference>/safe-contact/<str:part>/", views.words, name="safe-contact-words"),
]
