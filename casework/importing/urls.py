"""Addresses of bringing people in."""

from django.urls import path

from casework.importing import views

urlpatterns = [
    path("import/", views.files, name="import"),
    path("import/<uuid:file_id>/", views.file, name="import-file"),
    path("import/<uuid:file_id>/columns/", views.columns, name="import-columns"),
    path("import/<uuid:file_id>/start/", views.start, name="import-start"),
    path("import/<uuid:file_id>/throw-away/", views.throw_away, name="import-discard"),
]
