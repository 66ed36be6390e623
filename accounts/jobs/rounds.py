"""Jobs that begin by themselves: once an hour or a night for each partnership."""

from accounts.actor import system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.jobs.declaring import JOBS, Every
from accounts.jobs.services import ask


def begin_round(every: Every, timestamp: int) -> None:
    """Ask for every job of this round in every partnership, as the product; the same round twice asks once."""
    for partnership_id in Partnership.objects.values_list("pk", flat=True):
        for declared in [each for each in JOBS.values() if each.every is every]:
            keeper = system_actor(declared.name, partnership_id, roles=declared.roles)
            with acting(keeper):
                ask(declared, actor=keeper, key=f"round {timestamp}")
