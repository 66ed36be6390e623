"""The cache that counts tries: shared by every process, free of pickles, and honest about time."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from accounts.signin.models import Counter

pytestmark = pytest.mark.django_db


def test_a_value_is_kept_until_it_is_dropped() -> None:
    cache.set("tries", [1.5, 2.5], 60)
    assert cache.get("tries") == [1.5, 2.5]
    assert cache.delete("tries")
    assert cache.get("tries", "none") == "none"
    assert not cache.delete("tries")


def test_a_value_is_added_once_until_its_time_is_over() -> None:
    assert cache.add("lock", True, 60)
    assert not cache.add("lock", True, 60)
    Counter.objects.update(expires="2001-01-01T00:00:00Z")
    assert cache.get("lock") is None
    assert cache.add("lock", True, 60)


def test_a_value_can_be_given_more_time_while_it_lives() -> None:
    cache.set("tries", 1, 1)
    assert cache.touch("tries", 600)
    assert not cache.touch("nothing", 600)
    assert cache.add("forever", 1, None)
    assert cache.get("forever") == 1


def test_what_is_over_is_swept_away() -> None:
    cache.set("old", 1, 60)
    Counter.objects.update(expires="2001-01-01T00:00:00Z")
    cache.set("new", 1, 60)
    assert Counter.objects.count() == 1
    cache.clear()
    assert Counter.objects.count() == 0


def test_what_a_transaction_added_goes_when_it_rolls_back() -> None:
    with transaction.atomic():
        cache.add("tries", 1, 60)
        transaction.set_rollback(True)
    assert cache.get("tries") is None


def test_a_row_tells_neither_address_nor_account_and_holds_no_code_to_run() -> None:
    cache.set("allauth:rl:login:ip:192.0.2.7", [1.0], 60)
    with connection.cursor() as cursor:
        cursor.execute("select key, value::text from accounts_counter")
        key, value = cursor.fetchone()
    assert "192.0.2.7" not in key
    assert value == "[1.0]"
