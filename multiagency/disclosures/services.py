"""Sending something of a case to another agency, and telling whoever receives it."""

from dataclasses import replace

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.outbox.services import tell_each
from casework.cases.selectors import OpenedCase
from multiagency.asked_decisions.selectors import with_granted
from multiagency.notices import SOMETHING_CAME
from multiagency.sharing.sending import Picked, Sent, disclose, weigh_picked
from multiagency.sharing.weighing import Weighed


@transaction.atomic
def send(*, actor: Actor, opened: OpenedCase, picked: Picked, seen: str) -> Sent:
    """Send what was picked as far as it may go now, and tell whoever it is for that something came.

    Refuses as `disclose`. The message says nothing of what it is.
    """
    sent = disclose(actor=actor, opened=opened, picked=picked, seen=seen)
    person: User | None = picked.audience.person
    if sent.disclosure and person:
        tell_each(actor=actor, users=[person], notice=SOMETHING_CAME)
    return sent


def weigh_with_granted(actor: Actor, opened: OpenedCase, picked: Picked) -> tuple[Picked, list[Weighed]]:
    """Weigh what was picked, with what whoever was asked has granted for it and still holds."""
    picked, weighed = _weigh_with_power(actor, opened, picked)
    granted = with_granted(actor, opened, picked, weighed)
    return (granted, weigh_picked(actor, opened, granted)) if granted != picked else (picked, weighed)


def _weigh_with_power(actor: Actor, opened: OpenedCase, picked: Picked) -> tuple[Picked, list[Weighed]]:
    """Where no power was chosen, the one counts that the agreement names for most of it."""
    weighed = weigh_picked(actor, opened, picked)
    named = [power for one in weighed if one.terms for power in one.terms.gateways]
    if picked.claims.gateway or not named:
        return picked, weighed
    power = max(dict.fromkeys(named), key=named.count)
    picked = replace(picked, claims=replace(picked.claims, gateway=power))
    return picked, weigh_picked(actor, opened, picked)
