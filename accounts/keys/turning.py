"""Turning keys beside the pages: what somebody began there, carried on by a worker."""

from uuid import UUID

from accounts.actor import Actor
from accounts.acts import KEY_TURNED
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.jobs.declaring import job
from accounts.jobs.services import ask
from accounts.keys.models import KeyWork
from accounts.keys.policies import require_turn_keys
from accounts.keys.rekeying import begin_rekeying, carry_on_rekeying
from accounts.keys.services import begin_rotation, carry_on_rotation


class NotFinished(Exception):
    """Something that began before is still running, so the old keys stay; another try comes later."""


@job("accounts.turn_keys", "Turning an agency's keys", whole=False, alone="{work_id}")
def turn(actor: Actor, *, work_id: UUID) -> None:
    """Carry on with work on keys until the old ones are gone; begun again, it goes on where it was."""
    with acting(actor):
        work = KeyWork.objects.select_related("agency").get(pk=work_id, partnership=actor.partnership_id)
        require_turn_keys(actor, work.agency, KEY_TURNED)
    if work.finished_at is not None:
        return
    carry_on = carry_on_rekeying if work.kind == KeyWork.Kind.REKEY else carry_on_rotation
    if not carry_on(work=work).finished:
        raise NotFinished


def ask_for_rotation(*, actor: Actor, agency: Agency) -> None:
    """Begin to turn the agency's key, and ask for the rest; refuses as begin_rotation does."""
    ask(turn, actor=actor, work_id=begin_rotation(actor=actor, agency=agency).pk)


def ask_for_rekeying(*, actor: Actor, agency: Agency) -> None:
    """Begin to seal the agency's records anew, and ask for the rest; refuses as begin_rekeying does."""
    ask(turn, actor=actor, work_id=begin_rekeying(actor=actor, agency=agency).pk)
