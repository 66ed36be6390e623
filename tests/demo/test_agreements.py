"""The demo's agreements are in every state, leave the gaps that the storylines need, and carry what is shared."""

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

pytestmark = pytest.mark.django_db


class TestTheAgreements(TestCase):
    """What stands in the database after one loading."""

    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = make_world(today=timezone.localdate(), people=60)
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
