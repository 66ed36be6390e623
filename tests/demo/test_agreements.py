"""The demo's agreements are in every state, and leave the gaps that the storylines need."""

import pytest
from django.test import TestCase
from django.utils import timezone

from accounts.actor import Actor, actor_for
from accounts.agencies.selectors import agencies_here
from accounts.context import acting
from accounts.models import User
from config.demo.generator import make_world
from config.demo.loading import load
from multiagency.agreements.coverage import Covered, coverage
from multiagency.agreements.page import Stand
from multiagency.agreements.selectors import agreements_of
from multiagency.agreements.states import State

pytestmark = pytest.mark.django_db


class TestTheAgreements(TestCase):
    """What stands in the database after one loading."""

    @classmethod
    def setUpTestData(cls) -> None:
        load(make_world(today=timezone.localdate(), people=60))

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
