"""`search`: names found by codes against names found in the clear, by recall, time, size and what an insert writes."""

import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import psycopg
from django.db import connection
from psycopg import sql

from accounts.actor import Actor
from accounts.context import acting
from audit.ledger.events import event
from casework.acts import PEOPLE_SEARCHED
from casework.dates import PartialDate
from casework.finding.comparing import Compared, any_good, compared, first_compared, joined
from casework.finding.looking_up import likeliest
from casework.finding.selectors import MOST, Found, find_people
from casework.people.codes import sought
from casework.people.details import PersonDetails
from casework.people.folding import fold
from casework.people.models import Person, PersonIndex
from casework.people.naming import names_of
from config.benchmarks.figures import (
    MILLION,
    Figure,
    Times,
    at_a_million,
    by_turns_over,
    each,
    faster_than_the_peer,
    times_the_peer,
)
from config.benchmarks.population import Invented, copy_rows, invent, load_people, make_names, settle_agency
from config.benchmarks.scratch import unguarded
from vault.indexes import blind_index
from vault.opening import Ticket, open_sealed

SOUGHT: Final = 200
TRIGRAM_SOUGHT: Final = 40
SEED: Final = 20
MEGABYTE: Final = 1_000_000
PROBE_ROWS: Final = 5_000
FULL_NAME: Final = PersonIndex.Field.FULL_NAME.value
SIZES: Final = """
    SELECT pg_total_relation_size('casework_namecodes'), pg_total_relation_size('casework_personindex'),
           pg_relation_size('plain_trigrams'), pg_total_relation_size('casework_person')"""
PLAIN: Final = """
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE TABLE plain_person (id uuid PRIMARY KEY, given text, family text, born date, whole text);
    GRANT SELECT ON plain_person TO rt_app;"""
PLAIN_INDEXES: Final = """
    CREATE INDEX plain_exact ON plain_person (family, given);
    CREATE INDEX plain_trigrams ON plain_person USING gin (whole gin_trgm_ops);"""
EXACT_IN_THE_CLEAR: Final = "SELECT id FROM plain_person WHERE family = %s AND given = %s"
EXACT_BY_INDEX: Final = (
    "SELECT person_id FROM casework_personindex WHERE partnership_id = %s AND token = %s AND field = %s"
)
NAMED: Final = """
    SELECT p.id, p.partnership_id, p.owner_id, p.name FROM casework_personindex i JOIN casework_person p
      ON p.id = i.person_id WHERE i.partnership_id = %s AND i.token = %s AND i.field = %s"""
SIMILAR_IN_THE_CLEAR: Final = """
    SELECT id, given, family FROM plain_person WHERE whole %% %s ORDER BY similarity(whole, %s) DESC LIMIT 20"""

Typed = tuple[str, str]
Mistake = Callable[[Random, Invented], Typed]


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Load so many people, look for some of them in every way, and give G5 to G7."""
    random = Random(SEED)  # noqa: S311 - names, not secrets
    system, caseworker = settle_agency()
    sample = _load(system, scale, random, watch)
    with acting(caseworker):
        figures = [*_exact(caseworker, sample), *_with_mistakes(caseworker, random, sample, scale)]
    return [*figures, *_sizes(scale)]


def _load(system: Actor, scale: int, random: Random, watch: Callable[[int], None]) -> list[Invented]:
    """Everybody behind the walls and in the clear; gives those who will be looked for."""
    sample: list[Invented] = []
    every = max(1, scale // SOUGHT)

    def told(people: Iterator[Invented]) -> Iterator[Invented]:
        for number, person in enumerate(people):
            if number % every == 0:
                sample.append(person)
            plain.append((person.id, person.given, person.family, person.born, f"{person.given} {person.family}"))
            yield person

    plain: list[tuple[Any, ...]] = []
    load_people(system, told(invent(random, make_names(random), scale)), watch)
    with unguarded() as owner:
        owner.execute(PLAIN)
        copy_rows(owner, "plain_person", ("id", "given", "family", "born", "whole"), plain)
        owner.execute(PLAIN_INDEXES)
        owner.execute("VACUUM (ANALYZE) plain_person")
    return sample


# ---- exactly the same name
def _exact(actor: Actor, sample: Sequence[Invented]) -> list[Figure]:
    """The peer, the look-up of ids as likely duplicates are looked for, with the sealed rows, and with names opened."""
    with event(PEOPLE_SEARCHED, by=actor) as ticket:
        times = by_turns_over(
            sample,
            {
                "clear": lambda one: _fetch(EXACT_IN_THE_CLEAR, one.family, one.given),
                "ids": lambda one: _fetch(EXACT_BY_INDEX, actor.partnership_id, _token(actor, one), FULL_NAME),
                "sealed": lambda one: _fetch(NAMED, *_named(actor, one)),
                "opened": lambda one: open_sealed(ticket, Person.objects.raw(NAMED, _named(actor, one)), "name"),
            },
        )
    clear = times["clear"].median
    return [
        times_the_peer("exact name, ids", times["ids"].median, "ms", "plaintext btree", clear),
        times_the_peer("exact name, sealed rows", times["sealed"].median, "ms", "plaintext btree", clear),
        times_the_peer(
            "exact name, opened", times["opened"].median, "ms", "plaintext btree", clear, goal="G5", at_most=1.2
        ),
    ]


def _token(actor: Actor, person: Invented) -> bytes:
    return blind_index(actor.partnership_id, FULL_NAME, fold(f"{person.given} {person.family}"))


def _named(actor: Actor, person: Invented) -> list[Any]:
    return [actor.partnership_id, _token(actor, person), FULL_NAME]


# ---- with mistakes
def _with_mistakes(actor: Actor, random: Random, sample: Sequence[Invented], scale: int) -> list[Figure]:
    figures: list[Figure] = []
    alone: list[float] = []
    page: list[float] = []
    for name, least, mistake in MISTAKES:
        typed = [(one, mistake(random, one)) for one in sample]
        by_name, with_birth = Recall(), Recall()
        with event(PEOPLE_SEARCHED, by=actor) as ticket:
            alone += each(lambda pair: _find_alone(actor, ticket, pair[1]), typed).values
        page += each(lambda pair: by_name.count(pair[0], _find(actor, *pair[1])), typed).values  # noqa: B023
        for one, words in typed[: len(typed) // 4]:
            with_birth.count_the_very_one(one, _find(actor, *words, born=PartialDate(one.born)))
        figures += [
            Figure(f"recall@20, {name}", by_name.share, "", goal="G6", limit=least, at_least=True, of_value=True),
            Figure(f"recall@20 with date of birth, {name}", with_birth.share, ""),
        ]
    trigrams = each(lambda one: _by_trigrams(_one_typo(random, one)), sample[:TRIGRAM_SOUGHT])
    return [*figures, *_against(scale, trigrams, alone=Times(alone), page=Times(page))]


def _against(scale: int, trigrams: Times, *, alone: Times, page: Times) -> list[Figure]:
    """Alone: codes, look-up behind the walls, opening, ranking. As the page: with need to know, and written down."""
    peer, median, tail = "plaintext pg_trgm", trigrams.median, trigrams.p95
    return [
        faster_than_the_peer(
            "search, median", alone.median, "ms", peer, median, goal="G6", at_least=at_a_million(scale, 100)
        ),
        faster_than_the_peer(
            "search, 95th percentile", alone.p95, "ms", peer, tail, goal="G6", at_least=at_a_million(scale, 15)
        ),
        faster_than_the_peer("search as the page does it, median", page.median, "ms", peer, median),
        faster_than_the_peer("search as the page does it, 95th percentile", page.p95, "ms", peer, tail),
    ]


def _find_alone(actor: Actor, ticket: Ticket, typed: Typed) -> list[Compared]:
    details = PersonDetails(given=typed[0], family=typed[1])
    texts = sought(names_of(details.given, details.family), None)
    hits = likeliest(actor, Person.objects.all(), texts)
    people = first_compared(ticket, details, hits.strong, (), enough=MOST)
    return people if any_good(people) else joined(people, compared(ticket, details, hits.weak))


@dataclass(slots=True)
class Recall:
    """How often the one who was sought is among the first 20."""

    found: int = 0
    sought: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.found / self.sought

    def count(self, person: Invented, people: Found) -> None:
        """By name: several people may have it, and no search can tell them apart."""
        names = {candidate.name.text for candidate in people.candidates}
        self._count(found=f"{person.given} {person.family}" in names)

    def count_the_very_one(self, person: Invented, people: Found) -> None:
        """By id."""
        self._count(found=person.id in {candidate.person.pk for candidate in people.candidates})

    def _count(self, *, found: bool) -> None:
        self.found += found
        self.sought += 1


def _find(actor: Actor, given: str, family: str, born: PartialDate | None = None) -> Found:
    return find_people(actor, PersonDetails(given=given, family=family, born=born))


def _by_trigrams(typed: Typed) -> list[tuple[Any, ...]]:
    whole = " ".join(typed)
    return _fetch(SIMILAR_IN_THE_CLEAR, whole, whole)


def _typo(random: Random, word: str) -> str:
    """One letter left out, added, changed, or swapped with the next."""
    at, letter = random.randrange(len(word)), random.choice(string.ascii_lowercase)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )


def _one_typo(random: Random, one: Invented) -> Typed:
    return one.given, _typo(random, one.family)


MISTAKES: Final[Sequence[tuple[str, float, Mistake]]] = (
    ("exact", 0.99, lambda _, one: (one.given, one.family)),
    ("an error in the family name", 0.99, _one_typo),
    ("an error in the given name", 0.99, lambda random, one: (_typo(random, one.given), one.family)),
    ("an error in each name", 0.95, lambda random, one: (_typo(random, one.given), _typo(random, one.family))),
    ("names swapped", 0.99, lambda _, one: (one.family, one.given)),
)


# ---- what it takes
def _sizes(scale: int) -> list[Figure]:
    (codes, exact, trigrams, people), *_ = _fetch(SIZES)
    per_million = MILLION / scale / MEGABYTE
    with unguarded() as owner:
        bare, ours = (_wal_of_inserts(owner, table, scale) for table in ("casework_person", "casework_namecodes"))
    return [
        Figure("index of names, for a million people", codes * per_million, "MB", "plaintext pg_trgm index",
               trigrams * per_million, codes / trigrams, "G7", 600, of_value=True),
        Figure("exact hashes of names, dates and identifiers, for a million people", exact * per_million, "MB"),
        Figure("people themselves, for a million", people * per_million, "MB"),
        times_the_peer("log written by an insert into the index of names", ours, "bytes", "a bare person's row", bare,
                       goal="G7", at_most=8),
    ]  # fmt: skip


def _wal_of_inserts(owner: psycopg.Cursor, table: str, scale: int) -> float:
    """Bytes of log a row, into an empty table of the same shape: no page is there to be written whole first."""
    rows = min(scale, PROBE_ROWS)
    names = {"probe": sql.Identifier(f"probe_{table}"), "table": sql.Identifier(table), "rows": sql.Literal(rows)}
    owner.execute(sql.SQL("CREATE TABLE {probe} (LIKE {table} INCLUDING ALL)").format(**names))
    before = _log_position(owner)
    owner.execute("SELECT set_config('rt.maintenance', 'on', false)")
    owner.execute(sql.SQL("INSERT INTO {probe} SELECT * FROM {table} LIMIT {rows}").format(**names))
    return (_log_position(owner) - before) / rows


def _log_position(owner: psycopg.Cursor) -> int:
    (position,) = owner.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchone() or (0,)
    return int(position)


def _fetch(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
