"""The letter that brings a link. It says nothing about who invites, where, or for what."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.invitations.services import fresh_link
from accounts.jobs.declaring import job
from accounts.jobs.services import ask
from accounts.marking import MARKING
from accounts.outbox.sending import WAITS
from accounts.outbox.services import POST
from accounts.people.models import User


@transaction.atomic
def post_link(*, actor: Actor, user: User) -> None:
    """Have somebody who was invited sent their link, once what is under way in this transaction is committed."""
    keeper = system_actor(POST, actor.partnership_id)
    with acting(keeper):
        ask(send, actor=keeper, user_id=user.pk)


@job("accounts.send_invitation", "Sending an invitation", whole=False, waits=WAITS)
def send(actor: Actor, *, user_id: UUID) -> None:
    """Make the link afresh and send it; nothing where the invitation was used or withdrawn meanwhile.

    So the words of a link stand nowhere but in its letter. Of two letters the newer one works.
    """
    with acting(actor):
        made = fresh_link(actor=actor, user_id=user_id)
    if made is not None:
        words = {"link": settings.SITE_URL + reverse("invitation", args=[made.token]), "marking": MARKING}
        EmailMessage(
            subject=f"[{MARKING}] Your invitation to Roundtable",
            body=render_to_string("accounts/invitation.txt", words),
            to=[made.user.email],
            headers={"Auto-Submitted": "auto-generated"},
        ).send()
