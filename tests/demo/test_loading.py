"""The demo world comes into the database as the product's own services write it, whole or not at all."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from accounts.actor import actor_for
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from config.demo.generator import make_world
from config.demo.loading import is_loaded, load, size

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 15)


def test_it(django_db_setup) -> None:
    import time
    from django.utils import timezone
    world = make_world(today=timezone.localdate(), people=400)
    t, c = time.time(), time.process_time()
    load(world)
    print("TOOK", time.time() - t, "own cpu", time.process_time() - c)
