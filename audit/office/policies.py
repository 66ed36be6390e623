"""Who may read the ledger: officers of an agency and the partnership's lead. Neither opens content by it."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from casework.cases.models import Case
from casework.conflicts.policies import known_to


def may_audit(actor: Actor) -> bool:
    """Whether the actor oversees an agency's or the partnership's looks."""
    return bool(actor.oversight)


def hidden_from(actor: Actor) -> frozenset[str]:
    """The ids and references by which the ledger names people whom the officer knows outside work, and their cases.

    Another officer reads of them: a conflict of interest hides who looks at a record as it hides the record, and also
    that it was declared.
    """
    people = {known["row"] for known in known_to(actor.principal)}
    cases = Case.objects.filter(person__in=people).values_list("pk", "reference") if people else ()
    return frozenset(map(str, people)) | {str(name) for case in cases for name in case}


def require_audit(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor with no such duty."""
    if not may_audit(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Only information-governance officers read who has looked at records.",
            resolver="your agency's information-governance officer, who can answer the question for you",
        )
