"""Invented people by the million: names as unevenly spread as real ones, sealed and indexed as the services do it."""

import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone
from psycopg import sql

from accounts.actor import Actor, actor_for, system_actor
from accounts.agencies.models import AgencyType
from accounts.agencies.services import add_agency, found_partnership
from accounts.context import acting
from accounts.people.services import add_user
from accounts.people.standing import LastDays
from accounts.roles import Role
from casework.categories import Category
from casework.dates import PartialDate, Precision
from casework.people.codes import COLUMNS
from casework.people.details import PersonDetails
from casework.people.indexing import code_rows, exact_rows
from casework.people.models import Person
from config.benchmarks.scratch import unguarded
from vault import envelope as env
from vault.fields import sealed_fields
from vault.grants import bound_to
from vault.ids import uuid7
from vault.keys import holder
from vault.models import AgencyKey
from vault.provider import agency_cipher

BATCH: Final = 2_000
FAMILY_NAMES: Final = 60_000
GIVEN_NAMES: Final = 2_000
ONSETS: Final = re.findall(r"\w+", "b br c ch cl d f g gr h j k l m n p ph r s sh sm st t th tr v w wh y z")
VOWELS: Final = re.findall(r"\w+", "a e i o u a e i o u ai ea ee ie oo ou")
CODAS: Final = ["", *re.findall(r"\w+", "l n r s t ck ll m nd ng rd rn sh ss th x")]
ENDINGS: Final = ["", *re.findall(r"\w+", "son ton ley ford man er ham field")]
FIRST_DAY: Final = date(1940, 1, 1)
DAYS: Final = 25_000
LAST_DAY: Final = date(2999, 12, 31)
HALF: Final = 0.6
FEW: Final = 0.15
TENANT: Final = ("partnership_id", "owner_id")
COLUMNS_OF: Final[dict[str, Sequence[str]]] = {
    "vault_datakey": ("id", *TENANT, "subject_id", "active", "made_at"),
    "vault_keygrant": ("key_id", *TENANT, "subject_id", "agency_id", "category", "agency_key_id", "wrapped"),
    "casework_person": ("id", *TENANT, "created_at", "version", "name", "date_of_birth", "particulars"),
    "casework_namecodes": (*TENANT, "person_id", "category", "version", *COLUMNS),
    "casework_personindex": ("id", *TENANT, "created_at", "person_id", "field", "token"),
}
TABLES: Final = tuple(COLUMNS_OF)


@dataclass(frozen=True, slots=True)
class Invented:
    """One person."""

    id: UUID
    given: str
    family: str
    born: date

    @property
    def details(self) -> PersonDetails:
        """As the people's room knows them."""
        return PersonDetails(given=self.given, family=self.family, born=PartialDate(self.born))


@dataclass(frozen=True, slots=True)
class Names:
    """Names, and how often each occurs: the commonest family name is one person in a hundred, as in England."""

    given: Sequence[str]
    family: Sequence[str]
    given_weights: Sequence[float]
    family_weights: Sequence[float]


def make_names(random: Random, *, given: int = GIVEN_NAMES, family: int = FAMILY_NAMES) -> Names:
    """So many different names, made of syllables."""
    return Names(
        _distinct(given, lambda: _name(random, family=False)),
        _distinct(family, lambda: _name(random, family=True)),
        list(itertools.accumulate(1 / (rank + 5) for rank in range(1, given + 1))),
        list(itertools.accumulate(1 / (rank + 8) ** 0.95 for rank in range(1, family + 1))),
    )


def invent(random: Random, names: Names, count: int) -> Iterator[Invented]:
    """So many people."""
    while count > 0:
        size = min(BATCH, count)
        givens = random.choices(names.given, cum_weights=names.given_weights, k=size)
        families = random.choices(names.family, cum_weights=names.family_weights, k=size)
        for given, family in zip(givens, families, strict=True):
            yield Invented(uuid7(), given, family, FIRST_DAY + timedelta(days=random.randrange(DAYS)))
        count -= size


def settle_agency() -> tuple[Actor, Actor]:
    """A partnership with one agency; gives the product at work for it, and a caseworker of it."""
    partnership = found_partnership(name="Benchmark", slug="benchmark")
    founder = system_actor("benchmark", partnership.pk)
    with acting(founder):
        agency = add_agency(
            actor=founder, code="police", name="Police", type=AgencyType.POLICE, liaison="the information desk"
        )
        user = add_user(
            actor=founder, agency=agency, email="case@example.org", name="Case Worker", roles=[Role.CASEWORKER],
            last_days=LastDays(LAST_DAY, LAST_DAY),
        )  # fmt: skip
        caseworker = actor_for(user)
    return system_actor("benchmark", partnership.pk, agency.pk), caseworker


def load_people(actor: Actor, people: Iterable[Invented], watch: Callable[[int], None]) -> None:
    """Store people of the actor's agency with their keys and indexes, past the services but as they do it."""
    queue = iter(people)
    with acting(actor):
        code_rows(actor, [(uuid7(), PersonDetails(family="first"))])  # makes the index key, and commits it
    with unguarded("vault_indexkey", *TABLES) as cursor:
        cursor.execute("UPDATE vault_indexkey SET made_at = now() - interval '2 days'")  # as in any settled partnership
        while batch := list(itertools.islice(queue, BATCH)):
            for table, rows in _rows(actor, batch).items():
                copy_rows(cursor, table, COLUMNS_OF[table], rows)
            watch(len(batch))


def copy_rows(cursor: psycopg.Cursor, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Send rows by COPY."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)) as copy:
        for row in rows:
            copy.write_row(row)


def _rows(actor: Actor, batch: Sequence[Invented]) -> dict[str, list[Sequence[Any]]]:
    known = [(one.id, one.details) for one in batch]
    with acting(actor):
        key = AgencyKey.objects.get(partnership_id=actor.partnership_id, agency_id=actor.agency_id, active=True)
        outer = agency_cipher(key.pk)
        codes, exact = code_rows(actor, known), exact_rows(actor, known)
    now, tenant = timezone.now(), (actor.partnership_id, actor.agency_id)
    rows: dict[str, list[Sequence[Any]]] = {table: [] for table in TABLES}
    for one in batch:
        key_id, secret = uuid7(), os.urandom(env.KEY_BYTES)
        held = holder(actor.partnership_id, one.id, actor.agency_id)
        bound = bound_to(key_id.bytes, actor.agency_id.bytes, key.pk.bytes, held, None, b"")
        rows["vault_datakey"].append((key_id, *tenant, one.id, True, now))
        grant = (key_id, *tenant, one.id, actor.agency_id, "", key.pk, env.wrap(outer, secret, bound))
        rows["vault_keygrant"].append(grant)
        rows["casework_person"].append((one.id, *tenant, now, 1, *_sealed(one, key_id, secret, actor.partnership_id)))
    rows["casework_namecodes"] = [[getattr(row, name) for name in COLUMNS_OF["casework_namecodes"]] for row in codes]
    rows["casework_personindex"] = [
        [now if name == "created_at" else getattr(row, name) for name in COLUMNS_OF["casework_personindex"]]
        for row in exact
    ]
    return rows


def _sealed(one: Invented, key_id: UUID, secret: bytes, partnership_id: UUID) -> list[bytes]:
    cipher = AESGCM(env.derive(secret, b"category " + Category.IDENTITY.encode()))
    fields = sealed_fields(Person)
    values = {
        "name": {"given": one.given, "family": one.family},
        "date_of_birth": one.born,
        "particulars": {"birth_precision": Precision.EXACT.value},
    }
    return [
        env.seal(
            cipher, key_id.bytes, partnership_id.bytes + fields[name].label.encode(), one.id.bytes,
            fields[name].to_text(value),
        )
        for name, value in values.items()
    ]  # fmt: skip


def _distinct(count: int, make: Callable[[], str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


def _name(random: Random, *, family: bool) -> str:
    syllables = 1 + (random.random() < HALF) + (random.random() < FEW)
    text = "".join(random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(syllables)) + (
        random.choice(ENDINGS) if family else ""
    )
    return text.capitalize()
