"""Whatever family is on record, exactly what would make somebody descend from themselves is refused."""

from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from casework.cases.models import Case, Role
from casework.relationships.kinds import Kind
from casework.relationships.policies import Impossible, require_no_circle
from tests.casework.relationships.ties import saying

PEOPLE = [UUID(int=number) for number in range(1, 8)]
PAIRS = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] != pair[1])


def is_possible(parents: dict[str, set[str]]) -> bool:
    try:
        TopologicalSorter(parents).prepare()
    except CycleError:
        return False
    return True


def case_of(person: UUID) -> Case:
    return Case(person_id=person, role=Role.OFFENDER)


@given(st.lists(PAIRS, max_size=12), PAIRS, st.sampled_from([Kind.PARENT, Kind.CHILD]))
def test_a_circle_and_nothing_else_is_refused(
    on_record: list[tuple[UUID, UUID]], new: tuple[UUID, UUID], kind: Kind
) -> None:
    parents: dict[str, set[str]] = defaultdict(set)
    for child, parent in on_record:
        parents[str(child)].add(str(parent))
        if not is_possible(parents):
            parents[str(child)].discard(str(parent))
    person, other = new
    child, parent = (person, other) if kind is Kind.PARENT else (other, person)
    with_it = {one: set(theirs) for one, theirs in parents.items()}
    with_it.setdefault(str(child), set()).add(str(parent))
    try:
        require_no_circle(case_of(person), saying(kind=kind, other=case_of(other)), parents)
    except Impossible:
        assert not is_possible(with_it)
    else:
        assert is_possible(with_it)
