"""Everything of the demo world that must never stand readable in a database, a log or an address."""

from collections.abc import Iterator
from datetime import date

from config.demo.world import Kind, Person, World

FRAGMENT = 28
"""Characters of a note that nothing else happens to contain."""
SHORTEST = 4


def secrets_of(world: World) -> frozenset[str]:
    """Every name, alias, birth date in three forms, identifier, and a piece of every text and letter."""
    people = (secret for person in world.people for secret in _of_person(person))
    texts = (text for case in world.cases for text in (case.reason, case.warning))
    notes = (contact.note for contact in world.interventions)
    letters = (line for letter in world.letters for line in (letter.name, letter.note, *letter.lines))
    staff = {member.name for member in world.staff}  # one of whom bears the name of somebody related
    ties = (text for tie in world.ties for text in (tie.name, tie.words) if text not in staff)
    managed = (text for one in world.managed for text in one.texts)
    wants = (*(want.words for want in world.wants), *(one.words for one in world.agreed))
    passed = (*(text for one in world.referred for text in one.texts), *(one.why for one in world.passed))
    told = (*texts, *notes, *letters, *ties, *managed, *wants, *passed)
    return frozenset((*people, *(fragment(text) for text in told if text)))


def birth_dates(born: date) -> tuple[str, str, str]:
    """A date as 1990-05-17, as 17 May 1990 and as 17/05/1990."""
    return born.isoformat(), f"{born.day} {born:%B %Y}", f"{born:%d/%m/%Y}"


def fragment(text: str) -> str:
    """The middle of a text."""
    start = max(0, (len(text) - FRAGMENT) // 2)
    return text[start : start + FRAGMENT].strip()


def _of_person(person: Person) -> Iterator[str]:
    yield from (name for name in (person.given, person.family, person.other) if name)
    yield from (alias.text for alias in person.aliases)
    yield from (number.value for number in person.identifiers)
    yield from birth_dates(person.born) if person.born else ()
    if person.kind is Kind.VENUE:
        yield person.family.split()[0]
