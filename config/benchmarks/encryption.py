"""`encryption`: a list of a thousand rows with sealed fields against the same list in the clear, and against Fernet."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection

from accounts.actor import Actor
from accounts.context import acting
from audit.ledger.events import event
from casework.acts import CASES_LISTED
from config.benchmarks.figures import Figure, Times, by_turns, times_the_peer
from config.benchmarks.population import Invented, invent, make_names, settle_agency
from config.benchmarks.tables import (
    ALL,
    FIELDS,
    Apart,
    ByFernet,
    EachTheirOwn,
    Plain,
    PlainNote,
    SealedNote,
    SealedRow,
    Together,
)
from config.database_login import as_owner
from vault.ids import uuid7
from vault.opening import Ticket, open_sealed, seal

ROWS: Final = 1_000
ROUNDS: Final = 15
SEED: Final = 8
WORDS_OF_A_NOTE: Final = (40, 120)

Values = Mapping[str, Any]


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Fill the tables with a thousand rows each, whatever the scale, and give G8."""
    system, _ = settle_agency()
    with as_owner(), connection.schema_editor() as editor:
        for model in ALL:
            editor.create_model(model)
    with acting(system):
        _fill(system, Random(SEED))  # noqa: S311 - invented values, not secrets
        watch(scale)
        with event(CASES_LISTED, by=system) as ticket:
            times = by_turns(_lists(ticket), rounds=ROUNDS, clock=time.process_time)
        return [*_compared(times), *_storage()]


def _fill(actor: Actor, random: Random) -> None:
    people = list(invent(random, make_names(random, family=5_000), ROWS))
    values = [dict(zip(FIELDS, _fields(random, one), strict=True)) for one in people]
    notes = [{"note": _note(random, people)} for _ in people]
    subject, own = [uuid7()] * ROWS, [one.id for one in people]
    clear: tuple[tuple[Any, Iterable[Values]], ...] = ((Plain, values), (ByFernet, values), (PlainNote, notes))
    for model, plain in clear:
        model.objects.bulk_create([model(**_tenant(actor, at), **one) for at, one in zip(subject, plain, strict=True)])
    together = [{"words": one} for one in values]
    for sealed, content, subjects in (
        (Apart, values, subject), (Together, together, subject), (EachTheirOwn, together, own),
        (SealedNote, notes, subject),
    ):  # fmt: skip
        _store(actor, sealed, content, subjects)


def _store(actor: Actor, model: type[SealedRow], content: Iterable[Values], subjects: Iterable[UUID]) -> None:
    rows = [model(**_tenant(actor, subject)) for subject in subjects]
    seal(actor.agency_id, zip(rows, content, strict=True))
    model.objects.bulk_create(rows)


def _tenant(actor: Actor, subject: UUID) -> dict[str, UUID]:
    return {"partnership_id": actor.partnership_id, "owner_id": actor.agency_id, "subject_id": subject}


def _fields(random: Random, one: Invented) -> Iterator[str]:
    yield from (one.given, one.family, one.born.isoformat(), f"{random.randrange(10**7):07}X")
    yield from (f"{random.randrange(200)} {one.family} Road", f"{one.given}ton")


def _note(random: Random, people: list[Invented]) -> str:
    return " ".join(random.choice(people).family for _ in range(random.randrange(*WORDS_OF_A_NOTE)))


def _lists(ticket: Ticket) -> dict[str, Callable[[], object]]:
    names = " ".join(FIELDS)
    return {
        "plain": lambda: list(Plain.objects.all()),
        "together": lambda: open_sealed(ticket, Together.objects.all(), "words"),
        "each their own": lambda: open_sealed(ticket, EachTheirOwn.objects.all(), "words"),
        "apart": lambda: open_sealed(ticket, Apart.objects.all(), names),
        "unopened": lambda: list(Apart.objects.all()),
        "fernet": lambda: list(ByFernet.objects.all()),
    }


def _compared(times: Mapping[str, Times]) -> list[Figure]:
    plain, fernet = times["plain"].median, times["fernet"].median

    def against_plain(what: str, name: str, at_most: float | None = None) -> Figure:
        return times_the_peer(
            f"1,000 rows, {what}", times[name].median, "ms CPU", "plain", plain, goal="G8", at_most=at_most
        )

    apart = times["apart"].median
    return [
        against_plain("six fields in one envelope", "together", 2),
        against_plain("the same of 1,000 subjects, each with a key", "each their own"),
        against_plain("six envelopes, opened", "apart", 3),
        against_plain("six envelopes, unopened", "unopened", 1.8),
        against_plain("six Fernet fields", "fernet"),
        Figure("1,000 rows, six envelopes, opened", apart, "ms CPU", "Fernet fields", fernet, fernet / apart,
               "G8", 6, at_least=True),
    ]  # fmt: skip


def _storage() -> list[Figure]:
    plain, together, apart, fernet = map(_bytes_a_row, (Plain, Together, Apart, ByFernet))
    note, sealed_note = map(_bytes_a_row, (PlainNote, SealedNote))
    return [
        times_the_peer("a narrative, stored", sealed_note, "bytes", "plain", note, goal="G8", at_most=1.6),
        times_the_peer("six short fields in one envelope, stored", together, "bytes", "plain", plain, goal="G8",
                       at_most=3),
        times_the_peer("six short fields in six envelopes, stored", apart, "bytes", "plain", plain, goal="G8",
                       at_most=3),
        times_the_peer("six Fernet fields, stored", fernet, "bytes", "plain", plain),
    ]  # fmt: skip


def _bytes_a_row(model: Any) -> float:
    """Of the whole row with its header, without indexes, which are the same for all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT avg(pg_column_size(t.*)) FROM {model._meta.db_table} t")  # noqa: S608 - our own table
        (size,) = cursor.fetchone()
    return float(size)
