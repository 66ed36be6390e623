"""Addresses of referrals."""

from django.urls import path

from multiagency.referrals.views import making, moving, waiting

urlpatterns = [
    path("cases/<str:reference>/referrals/", making.of_case, name="case-referrals"),
    path("cases/<str:reference>/referrals/<slug:sort>/", making.make, name="referral-new"),
    path("referrals/", moving.tray, name="referrals"),
    path("referrals/sent/", moving.sent, name="referrals-sent"),
    path("referrals/waits/", waiting.waits, name="referrals-waits"),
    path("referrals/drafts/<uuid:draft_id>/", making.check, name="referral-check"),
    path("referrals/drafts/<uuid:draft_id>/change/", making.change, name="referral-change"),
    path("referrals/<uuid:referral_id>/", moving.referral, name="referral"),
    path("referrals/<uuid:incoming_id>/accept/", moving.accept, name="referral-accept"),
    path("referrals/<uuid:referral_id>/<slug:step>/", moving.move, name="referral-move"),
]
