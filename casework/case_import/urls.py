"""Addresses of bringing cases in from an earlier system."""

from django.urls import path

from casework.case_import import views

urlpatterns = [
    path("import/cases/", views.imports, name="case-imports"),
    path("import/cases/<uuid:import_id>/", views.one, name="case-import"),
    path("import/cases/<uuid:import_id>/sheets/", views.sheets, name="case-import-sheets"),
    path("import/cases/<uuid:import_id>/rows/<int:place>/", views.rows, name="case-import-rows"),
    path("import/cases/<uuid:import_id>/start/", views.start, name="case-import-start"),
    path("import/cases/<uuid:import_id>/throw-away/", views.throw_away, name="case-import-discard"),
    path("import/cases/<uuid:import_id>/rejected/", views.rejected, name="case-import-rejected"),
]
