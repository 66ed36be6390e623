"""What is shared must rest on a decision that allowed just that; a nightly check proves it, by ids and words alone."""

from accounts.actor import Actor
from accounts.jobs.declaring import Every, job
from casework.cases.gates import Disagreement, compare
from multiagency.acts import SHARE_ALARMS, SHARES_CHECKED


@job("multiagency.check_shares", "Checking that what is shared rests on decisions", every=Every.NIGHT)
def check_every_night(actor: Actor) -> None:
    """Check the actor's partnership, as `check_shares` does."""
    check_shares(actor=actor)


def check_shares(*, actor: Actor) -> list[Disagreement]:
    """Find what is shared in the actor's partnership without its decision; raises alarms and refuses as `compare`."""
    return compare(actor=actor, act=SHARES_CHECKED, function="shares_undecided", alarms=SHARE_ALARMS)
