"""Records of one human being in the demo world: a link that stands, a merge to decide, two kept apart."""

from collections.abc import Mapping

from accounts.actor import actor_for
from accounts.context import acting
from accounts.models import User
from casework.links.services import accept_link, propose_link
from casework.merging.services import keep_apart, propose_merge
from casework.people.models import Person as StoredPerson
from config.demo.world import Case, Person, World

KNOWN_THREE_TIMES = 7


def load_sameness(world: World, people: Mapping[int, StoredPerson], users: Mapping[str, User]) -> None:
    """What staff say of the woman who is known three times, each by their own sign-in."""
    story = next((story for story in world.stories if story.number == KNOWN_THREE_TIMES), None)
    if story is None:
        return
    arrested, tenant, patient = (world.cases[key] for key in story.cases)
    _link(world, people, users, tenant, patient)
    twice, stranger = _others_of(world, arrested)
    lead = actor_for(users[arrested.lead])
    with acting(lead):
        record = people[arrested.person]
        propose_merge(
            actor=lead,
            one=record,
            other=people[twice.key],
            why="The custody photograph and the birth date are the same.",
        )
        keep_apart(
            actor=lead, one=record, other=people[stranger.key].pk,
            why="Taken for her at the desk in spring; the fingerprints are another woman's.",
        )  # fmt: skip


def _link(
    world: World, people: Mapping[int, StoredPerson], users: Mapping[str, User], tenant: Case, patient: Case
) -> None:
    """The trust's coordinator, who sees what is shared with it, proposes; the lead at housing stands by it."""
    email = next(one.email for one in world.staff if one.agency == patient.agency and "PANEL_COORDINATOR" in one.roles)
    coordinator, officer = actor_for(users[email]), actor_for(users[tenant.lead])
    one, other = people[patient.person], people[tenant.person]
    with acting(coordinator):
        link = propose_link(actor=coordinator, person=one, other=other, why="She brought the tenancy papers.")
    with acting(officer):
        accept_link(actor=officer, link=link, why="Her nurse rang; the birth date and the address are hers.")


def _others_of(world: World, arrested: Case) -> tuple[Person, Person]:
    """The second record that the police have of her, and a woman who is somebody else."""
    her = world.people[arrested.person]
    aliases = {alias.text for alias in her.aliases}
    police = [one for one in world.people if one.agency == her.agency and one.key != her.key]
    twice = next(one for one in police if f"{one.given} {one.family}" in aliases)
    stranger = next((one for one in police if one.pronoun == "she" and one.key != twice.key), None)
    return twice, stranger or next(one for one in police if one.key != twice.key)
