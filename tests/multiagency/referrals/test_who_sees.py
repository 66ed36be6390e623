"""Who sees a referral, who is counted one and who is told of it: those who need to know, and nobody in conflict."""

from django.core import mail

from accounts.context import acting
from accounts.models import User
from accounts.outbox.models import Message
from accounts.roles import Role
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.people.models import Person
from multiagency.notices import REFERRAL_MOVED
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move
from multiagency.referrals.policies import received_by, sent_by
from multiagency.referrals.selectors.reading import in_tray
from multiagency.referrals.services.telling import tell_other_side
from multiagency.sharing.receiving import received_by as disclosures_received_by
from tests.casework.links.linking import known_to_both, link_accepted
from tests.cast import PASSWORD, actor, founder_of, make_user
from tests.multiagency.referrals.referring import Referring, accepted, referring, sent
from tests.multiagency.referrals.sending import agreeing, ready, submitted
from tests.town import Town, opened_case
from tests.work import carry_out


def counted(user: User) -> tuple[int, int]:
    """How many lines a member of staff sees in the in-tray, and how many it says wait."""
    who = actor(user)
    with acting(who):
        listed = in_tray(who)
        return len(listed.lines), listed.waiting


def at_probation(world: Referring, *roles: Role) -> User:
    return make_user(world.town.partnership, world.to, *roles, password=PASSWORD)


def in_conflict(user: User, person: Person) -> None:
    who = actor(user)
    with acting(who):
        declare_conflict(actor=who, person=person, user=user, kind=Kind.FAMILY)


def test_the_team_and_whoever_looks_after_the_whole_in_tray_see_it(town: Town) -> None:
    world = referring(town)
    sent(world)
    assert counted(world.taker) == counted(world.manager) == (1, 1)
    assert counted(at_probation(world, Role.PANEL_COORDINATOR)) == (1, 1)
    assert counted(at_probation(world, Role.CASEWORKER)) == (0, 0)


def test_one_that_went_to_no_team_is_for_whoever_looks_after_the_whole_in_tray(town: Town) -> None:
    world = referring(town)
    sent(world, team=None)
    assert (counted(world.taker), counted(world.manager)) == ((0, 0), (1, 1))


def test_a_restricted_one_is_for_the_person_named_alone(town: Town) -> None:
    world = referring(town, opened_case(town.caseworker, restricted=True))
    sent(world, team=None, addressee=world.taker)
    assert (counted(world.taker), counted(world.manager)) == ((1, 1), (0, 0))


def test_whoever_is_in_conflict_with_the_person_sees_neither_row_nor_count_and_is_not_told(town: Town) -> None:
    world = referring(town)
    two = known_to_both(town, world.sender, world.case, world.to)
    link_accepted(two)
    referral = sent(world)
    before = len(mail.outbox)
    assert counted(world.taker) == (1, 1)
    relative = two.probation.person
    in_conflict(world.taker, relative)
    assert counted(world.taker) == (0, 0)
    carry_out(town.partnership)
    told = len(mail.outbox)
    police = actor(world.sender)
    with acting(police):
        tell_other_side(police, Referral.objects.get(pk=referral.pk))
    carry_out(town.partnership)
    assert (told - before, len(mail.outbox) - told) == (1, 0)


def test_whoever_sent_it_and_is_in_conflict_since_is_not_told_how_it_went_on(town: Town) -> None:
    world = referring(town)
    referral, probation = sent(world), actor(world.taker)

    def told() -> int:
        with acting(probation):
            tell_other_side(probation, Referral.objects.get(pk=referral.pk))
        carry_out(town.partnership)
        with acting(founder_of(town.partnership)):
            return Message.objects.filter(user=world.sender, notice=REFERRAL_MOVED.code).count()

    before = told()
    in_conflict(world.sender, world.case.person)
    assert (before, told()) == (1, 1)


def test_a_conflict_with_whom_it_became_hides_it_too(town: Town) -> None:
    world = referring(town)
    took = accepted(world)
    assert counted(world.manager) == (1, 0)
    with acting(actor(world.taker)):
        person = took.case.person
    in_conflict(world.manager, person)
    assert counted(world.manager) == (0, 0)


def test_the_sender_sees_it_while_they_see_the_case(town: Town) -> None:
    world = referring(town)
    sent(world, Move.OPEN)
    for user, seen in ((world.sender, 1), (town.colleague, 0), (town.coordinator, 1)):
        who = actor(user)
        with acting(who):
            assert (sent_by(who).count(), received_by(who).count()) == (seen, 0)


def test_what_went_with_a_referral_to_a_team_is_not_on_the_list_of_everybody_who_takes_in(town: Town) -> None:
    world = agreeing(town)
    submitted(world, ready(world, addressee=None))
    reads = {}
    for reader in (world.taker, world.manager, at_probation(world, Role.CASEWORKER)):
        who = actor(reader)
        with acting(who):
            reads[reader.name] = disclosures_received_by(who).count()
    assert list(reads.values()) == [1, 1, 0]
