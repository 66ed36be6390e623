"""The demo world comes into the database as the product's own services write it, whole or not at all."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.test import TestCase
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.agencies.models import Agency, Partnership
from accounts.context import acting
from accounts.models import Team, User
from accounts.moving.services import switch
from accounts.roles import Role
from casework.asb_review.models import ReviewStep
from casework.asb_review.reports import threshold_warning
from casework.assessments.selectors import summary as risk_of
from casework.cases.models import Case, State
from casework.cases.policies import visible_cases
from casework.cases.selectors import open_case
from casework.incidents.selectors import pairs
from casework.interventions.models import Intervention
from casework.interventions.selectors import unread_mentions
from casework.links.selectors import links_of
from casework.merging.selectors import proposals
from casework.openings.models import BreakGlass, BreakGlassReview
from casework.prompts.selectors import prompts_of
from casework.safe_contact.models import NamedReader, Part
from casework.safe_contact.selectors import card, open_protected
from config.demo.disputes import disputed
from config.demo.generator import make_world
from config.demo.loading import PASSWORD, load, size
from config.demo.world import Side, World
from multiagency.escalations.selectors import escalations
from multiagency.transfers.selectors import came, find_pack, open_pack

pytestmark = pytest.mark.django_db
PEOPLE = 60


def world_of_today() -> World:
    return make_world(today=timezone.localdate(), people=PEOPLE)


def actor(email: str) -> Actor:
    return actor_for(User.objects.get(email=email))


def case_of(world: World, number: int) -> tuple[str, dict[str, object]]:
    """The lead of a storyline's first case, and what tells this case from the lead's others."""
    story = next(story for story in world.stories if story.number == number)
    case = world.cases[story.cases[0]]
    return case.lead, {"opened_on": case.opened_on, "restricted": case.restricted, "role": case.side.value}


class TestTheLoadedWorld(TestCase):
    """What stands in the database after one loading, which takes seconds; each test undoes what it does."""

    world: World
    told: list[int]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world, cls.told = world_of_today(), []
        load(cls.world, cls.told.append)

    def test_the_whole_world_is_there_and_its_progress_was_told(self) -> None:
        assert sum(self.told) == size(self.world)
        assert Agency.objects.count() == len(self.world.agencies) + 1  # one of another area, with nobody here
        assert Team.objects.count() == len(self.world.teams)
        assert set(User.objects.values_list("email", flat=True)) == {member.email for member in self.world.staff}

    def test_one_transfer_pack_waits_for_whoever_takes_over(self) -> None:
        email = next(one.email for one in self.world.staff if one.agency == "probation" and "TEAM_MANAGER" in one.roles)
        probation = actor(email)
        with acting(probation):
            (line,) = came(probation)
            page = open_pack(probation, find_pack(probation, line.row.pk))
        assert (line.turn, line.other.code) == (True, "police")
        assert {"INCLUDED", "NOT_HELD"} <= {paper.how.value for paper in page.papers}

    def test_everyone_signs_in_with_the_one_phrase_and_an_app_of_their_own(self) -> None:
        assert all(check_password(PASSWORD, user.password) for user in User.objects.all())
        apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
        assert apps.count() == len({app.data["secret"] for app in apps}) == len(self.world.staff)

    def test_a_case_has_its_dates_and_its_contacts_their_authors_and_times(self) -> None:
        lead, what = case_of(self.world, 1)
        told = [contact for contact in self.world.interventions if self.world.cases[contact.case].lead == lead]
        with acting(actor(lead)):
            case = Case.objects.get(lead__email=lead, **what)
            stored = Intervention.objects.filter(case__lead__email=lead)
            assert case.next_due == self.world.today + timedelta(days=2)
            assert {row.recorded_at for row in stored} == {contact.recorded_at for contact in told}
            assert {row.logged_by.email for row in stored if row.logged_by} == {contact.by for contact in told}

    def test_closed_cases_say_when_they_were_closed(self) -> None:
        (case, *_) = (case for case in self.world.cases if case.closed_on and not case.restricted)
        with acting(actor(case.lead)):
            closed = Case.objects.filter(lead__email=case.lead, state=State.CLOSED).values_list("closed_on", flat=True)
            assert case.closed_on in closed

    def test_the_restricted_record_is_known_to_those_named_alone(self) -> None:
        lead, what = case_of(self.world, 9)
        knowing = ["team.manager@police.example", lead]
        not_knowing = ["caseworker@police.example", "panel.chair@police.example", "panel.coordinator@council.example"]
        for email in knowing:
            with acting(actor(email)):
                assert visible_cases(actor(email)).filter(**what).exists()
        for email in not_knowing:
            with acting(actor(email)):
                assert not visible_cases(actor(email)).filter(restricted=True).exists()

    def test_a_share_lets_a_partner_in_and_nobody_else(self) -> None:
        shared = {self.world.cases[share.case].key for share in self.world.shares if share.agency == "housing"}
        somebody = next(member.email for member in self.world.staff if member.agency == "housing")
        with acting(actor(somebody)):
            assert Case.objects.exclude(owner__code="housing").count() == len(shared)

    def test_two_agencies_disagree_and_their_managers_are_to_settle_it(self) -> None:
        share = disputed(self.world)
        for agency in (self.world.cases[share.case].agency, share.agency):
            staff = (one for one in self.world.staff if one.agency == agency and Role.TEAM_MANAGER in one.roles)
            manager = actor(next(staff).email)
            with acting(manager):
                still, _ = escalations(manager)
            assert [line.stage.title for line in still] == ["Manager to manager"]

    def test_one_human_being_is_linked_between_two_agencies_and_waits_to_be_merged_in_a_third(self) -> None:
        story = next(story for story in self.world.stories if story.number == 7)
        _, tenant, patient = (self.world.cases[key] for key in story.cases)
        manager = actor("team.manager@police.example")
        with acting(manager):
            assert len(proposals(manager)[0]) == 1
        for case, agency in ((tenant, patient.agency), (patient, tenant.agency)):
            lead = actor(case.lead)
            with acting(lead):
                row = Case.objects.get(lead__email=case.lead, opened_on=case.opened_on, owner__code=case.agency)
                assert [one.agency.code for one in links_of(lead, row.person_id).links] == [agency]

    def test_the_second_partnership_has_cases_of_its_own_which_one_user_can_go_to(self) -> None:
        second = Partnership.objects.get(slug="safer-riverside")
        user = User.objects.get(email="caseworker@police.example")
        here = actor(user.email)
        with acting(here):
            assert not Case.objects.filter(partnership=second).exists()
            switch(actor=here, user=user, to=second)
        there = actor(user.email)
        with acting(there):
            assert visible_cases(there).count() == Case.objects.count() == 3

    def test_a_colleague_mentions_the_police_caseworker_twice_and_one_entry_is_corrected(self) -> None:
        reader = actor("caseworker@police.example")
        with acting(reader):
            assert len(unread_mentions(reader, 10)) == 2
            assert Intervention.objects.filter(supersedes__isnull=False).count() == 1

    def test_a_household_stands_at_two_of_three_reports(self) -> None:
        told = next(story for story in self.world.stories if story.number == 4)
        case = next(one for one in map(self.world.cases.__getitem__, told.cases) if one.side == Side.VICTIM)
        who = actor(case.lead)
        with acting(who):
            seen = visible_cases(who).filter(role="VICTIM", opened_on=case.opened_on)
            warned = [threshold_warning(who, open_case(who, one.reference)) for one in seen]
        assert [words for words in warned if "2 of 3 reports of anti-social behaviour" in words]

    def test_a_shop_has_asked_for_a_case_review_which_was_acknowledged(self) -> None:
        told = next(story for story in self.world.stories if story.number == 3)
        who = actor(self.world.cases[told.cases[0]].lead)
        with acting(who):
            steps = ReviewStep.objects.order_by("created_at", "pk").values_list("step", flat=True)
            assert list(steps) == ["APPLIED", "ACKNOWLEDGED"]

    def test_a_repeat_waits_to_be_referred_and_the_risk_of_who_is_stalked_is_high(self) -> None:
        lead, what = case_of(self.world, 1)
        who = actor(lead)
        with acting(who):
            opened = open_case(who, Case.objects.get(**what).reference)
            (pair,) = pairs(who, opened)
            assert pair.words.startswith("This is a repeat: 1 incident since the referral of")
            assert "repeat" in [one.code for one in prompts_of([opened.case.pk])[opened.case.pk]]
            assert [one.is_highest for one in risk_of(who, opened)] == [True]

    def test_a_shop_worker_is_rung_on_a_number_that_a_thief_gave_as_his(self) -> None:
        told = next(story for story in self.world.stories if story.number == 3)
        worker = self.world.cases[told.cases[1]]
        who = actor(worker.lead)
        with acting(who):
            seen = visible_cases(who).filter(role="VICTIM", opened_on=worker.opened_on)
            cards = [card(who, open_case(who, one.reference)) for one in seen]
        ways = [way for one in cards if one for way in one.ways]
        assert [way.detail.channel.value for way in ways if way.shared_phone] == ["LANDLINE"]

    def test_a_break_glass_waits_for_its_review_and_two_advocates_read_where_the_victim_is(self) -> None:
        officer = actor("ig.officer@police.example")
        with acting(officer):
            (waiting,) = BreakGlass.objects.all()
            assert not BreakGlassReview.objects.exists()
        assert waiting.holder_id == officer.agency_id
        lead, what = case_of(self.world, 1)
        who = actor(lead)
        with acting(who):
            case = Case.objects.get(**what)
            assert "Larkspur Rise" in open_protected(who, open_case(who, case.reference), Part.LOCATION).text
            assert NamedReader.objects.filter(case=case, part=Part.LOCATION).count() == 2


def test_an_interrupted_loading_leaves_nothing() -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(world_of_today(), stop)
    assert not Partnership.objects.exists()
    assert not User.objects.exists()
