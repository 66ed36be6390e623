"""Addresses of files."""

from django.urls import path

from casework.files import views

urlpatterns = [
    path("cases/<str:reference>/files/", views.files, name="files"),
    path("cases/<str:reference>/files/<uuid:case_file_id>/", views.send, name="file"),
    path("cases/<str:reference>/files/<uuid:case_file_id>/withdraw/", views.withdraw, name="file-withdraw"),
]
