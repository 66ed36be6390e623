"""`decisions replay`: every sharing decision again, under the policy that made it and under today's; ids alone."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.models import Agency
from multiagency.sharing.replaying import NAME, Replay, replay


class Command(BaseCommand):
    """Replay the decisions of every agency; what is wrong is an alarm for the officers of the agency that decided."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be done."""
        parser.add_argument("what", choices=["replay"], metavar="replay")

    def handle(self, *_: Any, **__: Any) -> None:
        """Print what was found, by id; refuses to end well where a decision is not what its own policy makes of it."""
        checked = today = wrong = 0
        for one in _replays():
            checked, wrong = checked + one.checked, wrong + len(one.wrong)
            today += len(one.found) - len(one.wrong)
            for found in one.found:
                self.stdout.write(f"{found.decision_id} {found.finding}: {found.was} {found.now}".rstrip())
        self.stdout.write(
            f"{checked:,} replayed, {wrong:,} not as stored, {today:,} would differ under today's policy."
        )
        if wrong:
            raise CommandError(
                "Stored decisions are not what their facts give under their own policy. Each is an alarm on the Audit "
                "page of the agency that decided. Next: its information-governance lead and whoever looks after the "
                "database find out who changed them."
            )


def _replays() -> Iterator[Replay]:
    for partnership_id in Partnership.objects.values_list("pk", flat=True):
        with acting(system_actor(NAME, partnership_id)):
            agencies = list(Agency.objects.filter(partnerships=partnership_id).values_list("pk", flat=True))
        for agency_id in agencies:
            keeper = system_actor(NAME, partnership_id, agency_id)
            with acting(keeper):
                yield replay(actor=keeper, today=timezone.localdate())
