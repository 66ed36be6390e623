"""Addresses of agreements."""

from django.urls import path

from multiagency.agreements.views import deciding, drafting, reading

urlpatterns = [
    path("agreements/", reading.agreements, name="agreements"),
    path("agreements/register/", reading.agreement_register, name="agreement-register"),
    path("agreements/start/", drafting.agreement_start, name="agreement-start"),
    path("agreements/signatories/", deciding.signatories, name="signatories"),
    path("agreements/signatories/<slug:code>/add/", deciding.signatory_add, name="signatory-add"),
    path("agreements/signatories/<uuid:signatory_id>/end/", deciding.signatory_end, name="signatory-end"),
    path("agreements/<str:agreement>/", reading.agreement, name="agreement"),
    path("agreements/<str:agreement>/renew/", drafting.agreement_renew, name="agreement-renew"),
    path("agreements/<str:agreement>/draft/", drafting.agreement_draft, name="agreement-draft"),
    path("agreements/<str:agreement>/draft/<str:section>/", drafting.agreement_section, name="agreement-section"),
    path("agreements/<str:agreement>/clauses/", drafting.agreement_clauses, name="agreement-clauses"),
    path(
        "agreements/<str:agreement>/clauses/<int:clause>/remove/", drafting.agreement_clause_remove,
        name="agreement-clause-remove",
    ),
    path("agreements/<str:agreement>/sign/", deciding.agreement_sign, name="agreement-sign"),
    path("agreements/<str:agreement>/stop/", deciding.agreement_stop, name="agreement-stop"),
    path("agreements/<str:agreement>/resume/", deciding.agreement_resume, name="agreement-resume"),
    path("agreements/<str:agreement>/leave/", deciding.agreement_leave, name="agreement-leave"),
]  # fmt: skip
