"""The product's own records are sealed under new keys: nobody notices, and the ledger says so."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models

from accounts.actor import Actor
from accounts.acts import OLD_KEYS_DESTROYED, REKEYING_BEGUN, SEALED_ANEW
from accounts.context import acting
from accounts.keys.rekeying import begin_rekeying, carry_on_rekeying
from accounts.keys.selectors import keeper_of
from audit.ledger.events import event
from audit.ledger.models import Event, EventRow
from casework.cases.models import Case, OffenderCase, VictimCase
from casework.cases.selectors import open_case
from casework.interventions.models import Intervention
from casework.people.models import Person, PersonIdentifier
from casework.records import Record
from tests.cast import actor
from tests.security.story import SECRETS, Story
from tests.town import Town
from vault.fields import sealed_fields
from vault.holders import Whose, holders
from vault.models import DataKey
from vault.opening import open_permitted
from vault.rekeying import old_keys

pytestmark = pytest.mark.django_db(transaction=True)

SEALED: tuple[type[Record], ...] = (Person, PersonIdentifier, OffenderCase, VictimCase, Intervention)


@pytest.fixture
def keeper(town: Town) -> Actor:
    return keeper_of(town.police.pk, town.partnership.pk)


def everything_seen_by(user: Any, story: Story) -> dict[str, Any]:
    """Give what each row of the story says to somebody, or that it says nothing to them."""
    who = actor(user)
    with acting(who):
        ticket = open_case(who, story.offender.reference).ticket
        return {
            f"{model.__name__} {row}": values
            for model in SEALED
            for row, values in open_permitted(ticket, model._base_manager.all(), " ".join(sealed_fields(model))).items()
        }


def stored(keeper: Actor) -> set[bytes]:
    """Give every envelope that the agency holds."""
    with acting(keeper):
        return {
            value.envelope
            for model in SEALED
            for row in model._base_manager.values_list(*sealed_fields(model))
            for value in row
            if value is not None
        }


def _model(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def rekeyed(keeper: Actor, town: Town) -> None:
    with acting(keeper):
        work = begin_rekeying(actor=keeper, agency=town.police)
    assert carry_on_rekeying(work=work).finished


def test_every_record_is_sealed_anew_and_says_the_same_to_the_same_people(
    town: Town, story: Story, keeper: Actor
) -> None:
    before, was = stored(keeper), [everything_seen_by(user, story) for user in (town.caseworker, town.partner)]
    rekeyed(keeper, town)
    assert stored(keeper).isdisjoint(before)
    assert [everything_seen_by(user, story) for user in (town.caseworker, town.partner)] == was
    with acting(keeper):
        whose = Whose(town.partnership.pk, town.police.pk)
        assert old_keys(whose) == 0
        assert [holder.needed(whose) for holder in holders()] == [set()] * len(holders())
        assert DataKey.objects.count() == len({story.person.pk, story.offender.pk, story.victim.pk})


def test_the_ledger_says_which_rows_and_that_nothing_else_changed(town: Town, story: Story, keeper: Actor) -> None:
    with acting(keeper):
        clear = list(Case.objects.order_by("pk").values())
    rekeyed(keeper, town)
    with acting(keeper):
        told = [act.code for act in (REKEYING_BEGUN, SEALED_ANEW, OLD_KEYS_DESTROYED)]
        events = Event.objects.filter(act__in=told).order_by("pk")
        acts = list(events.values_list("act", flat=True))
        rows = EventRow.objects.filter(event__act="accounts.sealed_anew").exclude(table="accounts_keywork")
        changed = {(row.table, column) for row in rows for column in row.columns or ()}
        assert list(Case.objects.order_by("pk").values()) == clear
    assert (acts[0], acts[-1]) == ("accounts.rekeying_begun", "accounts.old_keys_destroyed")
    assert set(acts[1:-1]) == {"accounts.sealed_anew"}
    columns = {(model._meta.db_table, name) for model in SEALED for name in sealed_fields(model)}
    assert changed <= columns
    assert ("casework_intervention", "entry") in changed
    assert story.interventions


@pytest.mark.usefixtures("story")
def test_the_command_re_keys_after_it_has_turned_the_key(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("keys", "rotate", "--agency", town.police.code, "--rekey")
    said = capsys.readouterr().out
    assert "records are sealed under new keys, and the old keys are gone." in said
    call_command("keys", "status")
    assert "All keys are healthy." in capsys.readouterr().out


def test_the_owner_may_store_every_sealed_column_again(owner_connection: psycopg.Connection) -> None:
    """A table whose rows nobody may change would keep its old keys for ever."""
    for holder in holders():
        columns = "SELECT bool_and(has_column_privilege('rt_app', %s, c, 'UPDATE')) FROM unnest(%s::text[]) c"
        sealed = list(sealed_fields(_model(holder.name)))
        assert owner_connection.execute(columns, [holder.name, sealed]).fetchone() == (True,), holder.name
        policies = "SELECT count(*) FROM pg_policies WHERE tablename = %s AND cmd = 'UPDATE'"
        assert owner_connection.execute(policies, [holder.name]).fetchone() != (0,), holder.name


def test_t5_an_older_value_put_back_by_sql_opens_but_not_without_a_line_of_history(
    town: Town, story: Story, keeper: Actor
) -> None:
    """It was sealed for this very place, so the vault cannot tell: the ledger does."""
    entry = story.interventions[0]
    with acting(keeper):
        sealed = Intervention.objects.get(pk=entry.pk).entry
        assert sealed is not None
        older = sealed.envelope
    put_back = "UPDATE casework_intervention SET entry = %s WHERE id = %s"
    with pytest.raises(DatabaseError, match="without an open event"), acting(keeper), connection.cursor() as cursor:
        cursor.execute(put_back, [older, entry.pk])
    with acting(keeper), event(SEALED_ANEW, by=keeper), connection.cursor() as cursor:
        cursor.execute(put_back, [older, entry.pk])
    with acting(keeper):
        row = EventRow.objects.filter(table="casework_intervention", op="U").latest("pk")
        assert row.row_id == str(entry.pk)


def test_t19_what_the_database_keeps_of_statements_holds_nothing_of_a_case(
    town: Town, story: Story, owner_connection: psycopg.Connection
) -> None:
    """Statements are sent with their values apart, so that neither a session's last one nor statistics hold them."""
    everything_seen_by(town.caseworker, story)
    (queries,) = owner_connection.execute(
        "SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE datname = current_database()"
    ).fetchone() or ("",)
    assert queries
    assert not [secret for secret in SECRETS if secret in queries]
