"""What no relationship can be, in words, and whose relationships are read from where."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases
from casework.dates import PartialDate, Precision
from casework.people.folding import fold
from casework.relationships.kinds import OF_OFFENDERS, PARENTHOOD, Kind
from casework.relationships.models import Relationship
from casework.relationships.saying import Said


class Impossible(Exception):
    """A relationship that cannot be; `field` of the form is where the words belong."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


def readable_from_elsewhere(actor: Actor) -> QuerySet[Relationship]:
    """What stands on other cases and may be read away from them: on offenders' cases that the actor sees.

    What a victim's case says of somebody is read on that case alone.
    """
    theirs = visible_cases(actor).filter(role=Role.OFFENDER)
    return Relationship.objects.filter(case__in=theirs, closed_at=None)


def among_visible(actor: Actor, case: Case) -> QuerySet[Relationship]:
    """What parenthood is compared with: this case's own and those of every case that the actor sees, of their agency.

    Others are not asked, for a refusal would tell that they are there.
    """
    seen = Q(case__in=visible_cases(actor)) | Q(case=case)
    return Relationship.objects.filter(seen, owner_id=case.owner_id, closed_at=None)


def require_possible(case: Case, person_name: str, born: PartialDate | None, new: Said) -> None:
    """Refuse (Impossible) what cannot be whatever else is known: with oneself, ending before it began, and the like.

    `person_name` and `born` are of the person of the case.
    """
    if new.other and new.other.person_id == case.person_id:
        raise Impossible("reference", "This is a case of the same person. Nobody is related to themselves.")
    if not new.other and fold(new.name) == fold(person_name) and new.born is None:
        raise Impossible(
            "name",
            "This is the name of the person of this case. If somebody else bears it, give their date of birth.",
        )
    if not new.other and fold(new.name) == fold(person_name) and born and new.born == born:
        raise Impossible(
            "name",
            "This is the person of this case: the name and the date of birth are theirs. Nobody is related to "
            "themselves.",
        )
    if new.other and new.other.owner_id != case.owner_id:
        raise Impossible("reference", "Another agency holds this case. Write the person's name down instead.")
    if new.other and case.role == Role.OFFENDER and new.other.role == Role.VICTIM:
        raise Impossible(
            "reference",
            "A victim's case is not linked from an offender's. If this case needs the name, write it down.",
        )
    if case.role == Role.VICTIM and new.kind in OF_OFFENDERS:
        raise Impossible("kind", "A victim's case does not say that its person offends. Choose something else.")
    if new.began and new.ended and new.ended.latest < new.began.date:
        raise Impossible("ended", f"It cannot end before it began ({new.began}). Check the two dates.")


def require_born_before(new: Said, born: PartialDate | None, theirs: PartialDate | None) -> None:
    """Refuse (Impossible) a parent who was certainly not born before their child; what is guessed refuses nothing.

    `born` is of the person of the case, `theirs` of the other person, as far as either is known.
    """
    if new.kind not in PARENTHOOD or not born or not theirs:
        return
    parent, child = (theirs, born) if new.kind is Kind.PARENT else (born, theirs)
    if Precision.ESTIMATED not in {parent.precision, child.precision} and parent.date >= child.latest:
        raise Impossible(
            "kind", "A parent is born before their child, and here it is the other way round. Check the dates of birth."
        )


def require_no_circle(case: Case, new: Said, parents: Mapping[str, set[str]]) -> None:
    """Refuse (Impossible) to make somebody the parent of their own parent, grandparent and so on.

    `parents` holds the parents of everybody concerned, by who they are.
    """
    if new.kind not in PARENTHOOD:
        return
    person, other = str(case.person_id), new.who()
    child, parent = (person, other) if new.kind is Kind.PARENT else (other, person)
    if child in _above(parent, parents):
        raise Impossible(
            "kind",
            f"{new.name} cannot be {'a parent' if new.kind is Kind.PARENT else 'a child'} of this person: what is on "
            "record already makes it the other way round. Change that first, or give a date of birth if this is "
            "somebody else of the same name.",
        )


def _above(start: str, parents: Mapping[str, set[str]]) -> set[str]:
    """Everybody from whom somebody descends, as far as is known."""
    found: set[str] = set()
    ahead: Iterable[str] = parents.get(start, set())
    while ahead := set(ahead) - found:
        found |= ahead
        ahead = {above for one in ahead for above in parents.get(one, set())}
    return found
