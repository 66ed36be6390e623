"""Rows of what hangs on a case are walled by data category: an agency gets no row of a category that it is not told."""

import psycopg
import pytest
from django.apps import apps
from django.db import models

from accounts.context import acting
from casework.categories import Category
from casework.files.services import NewFile, add_file
from tests.casework.files.samples import pdf
from tests.cast import actor
from tests.security.raw import pretend, sql
from tests.security.story import tell
from tests.town import Town, shared
from vault.fields import sealed_fields

# Seen with a share of any category, for a reason.
WHOLE = {
    "casework_case": "a share of anything tells that there is a case; its clear columns are what a list shows",
    "casework_caseshare": "an agency sees what it is told of, and the owner whom it tells",
    "casework_person": "a case has a person; what the row says is sealed, and opened by the category's key alone",
}
SEEN = "SELECT tablename, qual FROM pg_policies WHERE schemaname = 'public' AND cmd = 'SELECT' AND roles = '{rt_app}'"
TOLD = (Category.IDENTITY, Category.ALIAS_LINKS, Category.OFFENDING_HISTORY, Category.INTERVENTION_RECORD)


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if sealed_fields(model) and model._meta.app_label == "casework"]


def category_of(model: type[models.Model]) -> str | set[str]:
    """The column that holds a row's category, or the categories that all its rows are of."""
    fields = sealed_fields(model).values()
    own = {field.category_from for field in fields if field.category_from}
    return own.pop() if own else {str(field.category) for field in fields}


def rows(model: type[models.Model], categories: set[str] | None = None) -> set[str]:
    """Ids of the rows that are seen now; of these categories alone, where they are said."""
    table, category = model._meta.db_table, category_of(model)
    if isinstance(category, str) and categories is not None:
        return {pk for pk, of in sql(f"SELECT id::text, {category} FROM {table}") if of in categories}
    if isinstance(category, set) and categories is not None and not category & categories:
        return set()
    return {pk for (pk,) in sql(f"SELECT id::text FROM {table}")}


def test_every_wall_that_lets_a_share_through_asks_its_category_or_is_named_here(
    owner_connection: psycopg.Connection,
) -> None:
    walls: dict[str, str] = dict(owner_connection.execute(SEEN).fetchall())
    by_share = {table for table, wall in walls.items() if "casework_caseshare" in wall} | {"casework_caseshare"}
    assert {table for table in by_share if "s.category" not in walls[table]} == set(WHOLE)
    assert all(WHOLE.values())


def test_every_sealed_table_has_a_wall_by_agency_or_by_share(owner_connection: psycopg.Connection) -> None:
    walls: dict[str, str] = dict(owner_connection.execute(SEEN).fetchall())
    for model in sealed_models():
        wall = walls[model._meta.db_table]
        assert "rt_agency()" in wall or "EXISTS" in wall, model  # or it asks the row that it hangs on
        assert "rt_partnership()" in wall, model


@pytest.mark.parametrize("told", TOLD)
def test_an_agency_gets_the_rows_of_the_one_category_that_it_is_told(town: Town, told: Category) -> None:
    story, who = tell(town), actor(town.caseworker)
    with acting(who):
        for category in (Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY):
            add_file(actor=who, case=story.offender, new=NewFile("a.pdf", pdf(), category))
    shared(town.caseworker, story.offender, town.charity, told)
    walled = [model for model in sealed_models() if model._meta.db_table not in WHOLE and hangs_on_a_case(model)]
    pretend(town.police.pk, town.partnership.pk)
    there = {model: rows(model, {told.value}) for model in walled}
    assert any(rows(model) for model in walled)
    pretend(town.charity.pk, town.partnership.pk)
    assert {model: rows(model) for model in walled} == there


def hangs_on_a_case(model: type[models.Model]) -> bool:
    """Whether other agencies may be told of its rows at all: it is of a case or person, not of staff or a file."""
    (wall,) = sql(SEEN + " AND tablename = %s", model._meta.db_table)
    return "casework_caseshare" in wall[1]
