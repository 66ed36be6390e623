"""`rekeying`: rows, each of a subject of its own, sealed under new keys, against storing the same rows again as are."""

import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from config.benchmarks.figures import MILLISECONDS, Figure, times_the_peer
from config.benchmarks.population import Invented, invent, make_names, settle_agency
from config.benchmarks.tables import EachTheirOwn
from config.database_login import as_owner
from vault import rekeying
from vault.holders import START, SealedTable, Whose
from vault.opening import seal

SEED: Final = 9
BATCH: Final = 500
GOAL_ROWS: Final = 300_000
GOAL_MINUTES: Final = 10
_AGAIN = "UPDATE {table} SET words = words WHERE id = ANY(%s)"


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Seal `scale` rows, then seal all of them anew; nobody else is at work."""
    actor, _ = settle_agency()
    with as_owner(), connection.schema_editor() as editor:
        editor.create_model(EachTheirOwn)
    random = Random(SEED)  # noqa: S311 - invented values, not secrets
    people = list(invent(random, make_names(random, family=5_000), scale))
    for start in range(0, scale, BATCH):
        _store(actor, people[start : start + BATCH])
        watch(BATCH)
    figures = _figures(scale, _seconds(lambda: _store_again(actor)), _seconds(lambda: _seal_anew(actor)))
    with acting(actor):
        needed = SealedTable(EachTheirOwn).needed(Whose(actor.partnership_id, actor.agency_id))
    return [*figures, Figure("old keys still needed", len(needed), "keys", goal="keys", limit=0, of_value=True)]


def _figures(scale: int, stored: float, sealed: float) -> list[Figure]:
    minutes = sealed / scale * GOAL_ROWS / 60
    return [
        times_the_peer(
            "a row sealed under a new key", sealed / scale * MILLISECONDS, "ms", "stored again as it is",
            stored / scale * MILLISECONDS,
        ),
        Figure(f"{GOAL_ROWS:,} rows at that pace", minutes, "minutes", goal="keys", limit=GOAL_MINUTES, of_value=True),
    ]  # fmt: skip


def _store(actor: Actor, people: Sequence[Invented]) -> None:
    rows = [
        EachTheirOwn(partnership_id=actor.partnership_id, owner_id=actor.agency_id, subject_id=one.id) for one in people
    ]
    words = [{"words": {"given": one.given, "family": one.family, "born": one.born.isoformat()}} for one in people]
    with acting(actor):
        seal(actor.agency_id, zip(rows, words, strict=True))
        EachTheirOwn.objects.bulk_create(rows)


def _seal_anew(actor: Actor) -> None:
    whose, before, after = Whose(actor.partnership_id, actor.agency_id), timezone.now(), START
    more = True
    while more:
        with acting(actor):
            retired = rekeying.retire(whose, before, after=after)
        more, after = retired.last is not None, retired.last or START
    _each_page(actor, lambda table, whose, rows: table.seal_anew(whose, rows))


def _store_again(actor: Actor) -> None:
    statement = _AGAIN.format(table=connection.ops.quote_name(EachTheirOwn._meta.db_table))

    def store(_table: SealedTable, _whose: Whose, rows: Sequence[UUID]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(rows)])

    _each_page(actor, store)


def _each_page(actor: Actor, act: Callable[[SealedTable, Whose, Sequence[UUID]], object]) -> None:
    """Do something to every row, a page a transaction."""
    table, whose = SealedTable(EachTheirOwn), Whose(actor.partnership_id, actor.agency_id)
    ids = list(EachTheirOwn.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        with acting(actor):
            act(table, whose, ids[start : start + BATCH])


def _seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
