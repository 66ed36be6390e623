"""Addresses of contact details."""

from django.urls import path

from casework.contact_details import views

ROW = "cases/<str:reference>/contact/<str:kind>/<uuid:row_id>"

urlpatterns = [
    path("cases/<str:reference>/contact/", views.contact, name="contact"),
    path("cases/<str:reference>/contact/acknowledge/", views.acknowledged, name="contact-acknowledge"),
    path("cases/<str:reference>/contact/check/<uuid:row_id>/", views.check, name="contact-check"),
    path("cases/<str:reference>/contact/<str:kind>/add/", views.add, name="contact-add"),
    path(f"{ROW}/", views.change, name="contact-change"),
    path(f"{ROW}/end/", views.ended, name="contact-end"),
    path(f"{ROW}/confirm/", views.confirmed, name="contact-confirm"),
]
