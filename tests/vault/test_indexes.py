"""Tokens by which sealed values are found."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from tests.vault.world import OTHER_PARTNERSHIP, PARTNERSHIP, POLICE, acting
from vault.indexes import blind_index, blind_indexes
from vault.models import IndexKey


@pytest.mark.django_db
def test_equal_texts_meet_within_one_field_of_one_partnership_only() -> None:
    with acting(POLICE):
        token = blind_index(PARTNERSHIP, "person.name", "smith")
        assert len(token) == 32
        assert token == blind_index(PARTNERSHIP, "person.name", "smith")
        others = [blind_index(PARTNERSHIP, "person.name", "smyth"), blind_index(PARTNERSHIP, "person.alias", "smith")]
    with acting(POLICE, OTHER_PARTNERSHIP):
        others.append(blind_index(OTHER_PARTNERSHIP, "person.name", "smith"))
    assert len({token, *others}) == 4


@pytest.mark.django_db
def test_many_tokens_cost_one_query_and_come_in_order(django_assert_num_queries: Any) -> None:
    with acting(POLICE):
        first = blind_index(PARTNERSHIP, "name", "a")
        with django_assert_num_queries(1):
            tokens = blind_indexes(PARTNERSHIP, [("name", "b"), ("name", "a"), ("name", "🕯️")])
        with django_assert_num_queries(0):
            assert blind_indexes(PARTNERSHIP, []) == []
    assert tokens[1] == first
    assert len(set(tokens)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "text"), [("name", ""), ("", "smith")])
def test_an_empty_text_or_field_is_refused(field: str, text: str) -> None:
    with acting(POLICE), pytest.raises(ValueError, match="needs a field and a text"):
        blind_index(PARTNERSHIP, field, text)


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_first_at_once_agree() -> None:
    start = Barrier(4)

    def ask(_: int) -> bytes:
        start.wait()
        try:
            with acting(POLICE):
                return blind_index(PARTNERSHIP, "name", "smith")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1
    with acting(POLICE):
        assert IndexKey.objects.count() == 1
