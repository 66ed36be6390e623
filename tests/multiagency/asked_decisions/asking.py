"""Questions about sharing for tests, put by the service."""

from accounts.context import acting
from casework.cases.models import Case
from casework.cases.selectors import open_case
from multiagency.asked_decisions.models import Answer, Ask, Decider, Outcome
from multiagency.asked_decisions.services import Answered, Reasons, answer, ask
from multiagency.disclosures.services import weigh_with_granted
from multiagency.sharing.sending import Picked
from tests.cast import actor
from tests.multiagency.disclosures.sending import NEED, picked
from tests.town import Town, logged, opened_case

REASONS = Reasons(
    why=NEED, necessity="Without it the hearing decides blind", proportionality="One line about one visit, no more",
    less_intrusive="A telephone call would tell them more than this does",
)  # fmt: skip


def put(town: Town, case: Case, what: Picked, decider: Decider = Decider.SECOND) -> list[Ask]:
    """A question of the caseworker's about a sending."""
    who = actor(town.caseworker)
    with acting(who):
        opened = open_case(who, case.reference)
        what, found = weigh_with_granted(who, opened, what)
        return ask(actor=who, opened=opened, picked=what, weighed=found, decider=decider, reasons=REASONS)


def asked(town: Town) -> Ask:
    """A question about one intervention that no agreement covers."""
    case = opened_case(town.caseworker)
    (note,) = logged(town.caseworker, case, "Seen at the Blue Heron")
    (one,) = put(town, case, picked(case, town.probation, ("intervention", note.pk)))
    return one


def granted(town: Town, one: Ask, outcome: Outcome = Outcome.GRANTED) -> Answer:
    """The answer of the officer of the police."""
    who = actor(town.auditor)
    with acting(who):
        return answer(actor=who, ask=one, said=Answered(outcome=outcome, reason="It is one visit, and it matters"))
