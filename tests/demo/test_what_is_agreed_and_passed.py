"""The demo's agreements are in every state and carry what is shared; no page of what is passed on is empty."""

import pytest
from django.test import TestCase
from django.utils import timezone

from accounts.actor import Actor, actor_for, system_actor
from accounts.agencies.selectors import agencies_here
from accounts.context import acting
from accounts.jobs.declaring import JOBS
from accounts.models import Agency, User
from casework.cases.models import CaseShare
from config.demo.generator import make_world
from config.demo.loading import load
from config.demo.world import World
from multiagency.agreements.coverage import Covered, coverage
from multiagency.agreements.page import Stand
from multiagency.agreements.selectors import agreements_of
from multiagency.agreements.states import State
from multiagency.asked_decisions.selectors import queue
from multiagency.disclosures.selectors import received
from multiagency.emergencies.selectors import emergencies
from multiagency.packages.models import Package
from multiagency.recalls.models import Recall
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import State as Referred
from multiagency.referrals.selectors.reading import in_tray

TAKES_IN = ("police", "council", "probation", "mentalhealth", "housing", "adultcare", "childcare")
pytestmark = pytest.mark.django_db


class TestTheLoadedDemo(TestCase):
    """What stands in the database after one loading."""

    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = make_world(today=timezone.localdate(), people=90)
        load(cls.world)

    def reader(self) -> Actor:
        return actor_for(User.objects.get(email="dpo@council.example"))

    def test_they_are_in_every_state_and_wait_for_what_they_wait(self) -> None:
        now = timezone.now()
        with acting(self.reader()):
            stands = [Stand(agreement.counts(now), now) for agreement in agreements_of(self.reader())]
        assert {stand.state for stand in stands} == set(State)
        assert {"Draft", "Waits for signatures", "In force", "Suspended", "Ended", "Withdrawn"} <= {
            stand.label for stand in stands
        }
        assert any(stand.overdue for stand in stands)

    def test_nothing_lets_probation_refer_to_housing_for_resettlement(self) -> None:
        with acting(self.reader()):
            agencies = list(agencies_here(self.reader()))
            found = coverage(agencies, agreements_of(self.reader()), timezone.now(), purpose="RESETTLEMENT_HOUSING")
        cell = found.between("probation", "housing")
        assert cell
        assert cell.covered is Covered.NO

    def shares(self) -> list[tuple[str, str]]:
        """What every agency of the partnership shares: the category, and '' while it is seen."""
        partnership = self.reader().partnership_id
        found: list[tuple[str, str]] = []
        for agency in Agency.objects.filter(partnerships=partnership):
            with acting(system_actor("shares", partnership, agency.pk)):
                rows = CaseShare.objects.filter(owner=agency).order_by("pk")
                found += rows.values_list("category", "stopped_for")
        return found

    def test_what_is_shared_stands_through_the_night_and_what_was_taken_back_alone_is_stopped(self) -> None:
        before = self.shares()
        assert len(before) == len(self.world.shares) + sum(len(one.categories) for one in self.world.agreed)
        assert {why for _, why in before} == {"", "CONSENT"}
        JOBS["multiagency.shares_decided_anew"](system_actor("jobs", self.reader().partnership_id))
        assert self.shares() == before

    def somebody(self, agency: str, role: str) -> Actor:
        """The first of an agency who has a role."""
        return actor_for(User.objects.filter(agency__code=agency, roles_held__role=role).order_by("pk")[0])

    def test_referrals_are_in_every_state_and_in_every_tray(self) -> None:
        found = set()
        for agency in TAKES_IN:
            manager = self.somebody(agency, "TEAM_MANAGER")
            with acting(manager):
                assert in_tray(manager).lines, agency
                found |= set(Referral.objects.values_list("state", flat=True))
        assert found == set(Referred)

    def test_what_is_held_back_waits_for_whoever_decides(self) -> None:
        for agency, role in (("mentalhealth", "CALDICOTT_GUARDIAN"), ("probation", "IG_OFFICER")):
            decider = self.somebody(agency, role)
            with acting(decider):
                assert queue(decider).waiting, agency
        officer = self.somebody("police", "IG_OFFICER")
        with acting(officer):
            assert len(emergencies(officer)) == 1

    def test_something_came_was_called_back_and_is_handed_over_by_a_link(self) -> None:
        reader = self.somebody("probation", "CASEWORKER")
        with acting(reader):
            assert len(received(reader)) >= 2
            assert (Recall.objects.count(), Package.objects.count()) == (1, 1)
