"""What a stolen copy of the index of names tells: measured by an attack, and by what its rows look like."""

import pytest

from accounts.context import acting
from casework.people.codes import COLUMNS
from casework.people.details import PersonDetails
from casework.people.indexing import code_rows
from config.benchmarks import leakage
from config.benchmarks.population import Names
from tests.cast import actor, make_agency, make_partnership, make_user
from tests.town import Town
from vault.ids import uuid7

PEOPLE = 3_000
OF_NAMES = set(COLUMNS) - {"year", "birth"}


def test_t20_names_are_hardly_guessed_from_how_often_codes_occur() -> None:
    """A partnership of this size; docs/leakage-of-name-search.md has the figures of larger ones."""
    shares = {figure.name: figure.value for figure in leakage.run(PEOPLE, lambda _: None)}
    by_column = {column: shares[f"family names guessed right, by {column}"] for column in OF_NAMES}
    assert max(by_column.values()) < 5
    assert shares["whole names guessed right, by sound and sounds"] < 1
    assert shares["of these, not among the commonest 20, by sound"] < 1


def test_t20_the_attack_works_where_there_is_something_to_find(monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly any names, ranks are plain: the attack then reads most of them."""
    monkeypatch.setattr(leakage, "make_names", lambda _: few_names())
    shares = {figure.name: figure.value for figure in leakage.run(PEOPLE, lambda _: None)}
    assert shares["family names guessed right, by sound"] > 90
    assert shares["whole names guessed right, by sound and sounds"] > 80


def few_names() -> Names:
    return Names(("Ada", "Bob", "Cy"), ("Smith", "Jones", "Quagga"), (10, 14, 15), (20, 26, 28))


@pytest.mark.parametrize(
    "details",
    [
        PersonDetails(given="Zebedee", family="Featherstonehaugh"),
        PersonDetails(given="J", family="Li"),
        PersonDetails(family="Zed"),
        PersonDetails(family="🕯️"),
    ],
    ids=["a long name", "an initial", "a name alone", "no word at all"],
)
def test_t20_the_number_of_codes_tells_nothing_of_a_name(town: Town, details: PersonDetails) -> None:
    who = actor(town.caseworker)
    with acting(who):
        (row,) = code_rows(who, [(uuid7(), details)])
    assert {column for column in COLUMNS if getattr(row, column) is None} == {"year", "birth"}
    assert len({getattr(row, column) for column in OF_NAMES}) == len(OF_NAMES)


def test_t20_one_text_has_another_code_in_every_column_and_partnership(town: Town) -> None:
    elsewhere = make_partnership("Easthaven Community Safety Partnership")
    stranger = make_user(elsewhere, make_agency(elsewhere))
    details, rows = PersonDetails(given="Zed", family="Zed"), []
    for who in (actor(town.caseworker), actor(stranger)):
        with acting(who):
            rows += code_rows(who, [(uuid7(), details), (uuid7(), details)])
    here, again, there, _ = ({getattr(row, column) for column in OF_NAMES} for row in rows)
    assert here == again
    assert here.isdisjoint(there)
