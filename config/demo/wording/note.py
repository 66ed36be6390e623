"""Put a note together from phrases: an opening that fits the contact, what was said, what happens next."""

from collections.abc import Iterable
from random import Random

from config.demo.wording import offenders, victims
from config.demo.wording.gaps import GAPS
from config.demo.wording.openings import OPENINGS, UNREACHED
from config.demo.world import Side

REACHED = "SPOKE"
DONE = "WORK_DONE"
PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "they": ("the manager", "the manager", "the manager's"),
}

OFFENDER_THEMES = {
    "probation": ("accommodation", "substances", "work", "compliance", "thinking", "family", "health"),
    "council": ("street", "accommodation", "work", "family", "substances"),
    "housing": ("accommodation", "street", "substances", "family"),
    "childcare": ("youth",),
    "mentalhealth": ("health", "substances", "family", "thinking"),
}
VICTIM_THEMES = {
    "adultcare": ("care", "cuckooing", "wellbeing"),
    "childcare": ("exploitation",),
    "housing": ("harassment", "housing", "cuckooing", "safety"),
    "idva": ("safety", "housing", "court", "wellbeing", "children"),
    "outreach": ("rough sleeping",),
    "mentalhealth": ("wellbeing", "safety", "court"),
    "bid": ("business",),
    "fire": ("cuckooing", "safety"),
}


class Words(dict[str, str]):
    """The words for the gaps of a phrase: the subject's pronouns given, every other gap drawn when it is met."""

    def __init__(self, rng: Random, pronoun: str) -> None:
        """Set the pronouns, with and without a capital."""
        he, him, his = PRONOUNS[pronoun]
        super().__init__(he=he, him=him, his=his, He=_capital(he), His=_capital(his))
        self.rng = rng

    def __missing__(self, gap: str) -> str:
        """Draw a word for a gap; a gap without words is a mistake in a phrase and raises KeyError."""
        return self.rng.choice(GAPS[gap])


def themes(rng: Random, agency: str, side: Side) -> tuple[str, ...]:
    """Draw the two or three subjects that keep coming back in one case."""
    offender = side is Side.OFFENDER
    usual = OFFENDER_THEMES.get(agency, ("substances", "street", "work", "accommodation", "thinking", "family"))
    usual = usual if offender else VICTIM_THEMES.get(agency, ("safety", "court", "wellbeing", "harassment"))
    return tuple(rng.sample(usual, min(3, len(usual))))


def note(rng: Random, pronoun: str, side: Side, topics: tuple[str, ...], mode: str, result: str) -> str:
    """The text of one contact or attempt."""
    words = Words(rng, pronoun)
    parts = [rng.choice(OPENINGS[mode, result])]
    source = offenders if side is Side.OFFENDER else victims
    if result == REACHED:
        said = rng.sample(topics, min(len(topics), rng.choice((1, 2, 2, 3))))
        parts += [rng.choice(source.THEMES[topic]) for topic in said]
    if result in {REACHED, DONE}:
        parts += rng.sample(source.NEXT_STEPS, rng.choice((0, 1, 1, 1)))
    else:
        parts.append(rng.choice(UNREACHED))
    return _sentences(phrase.format_map(words) for phrase in parts)


def reason(rng: Random, pronoun: str, side: Side, *, business: bool) -> str:
    """Why the case is here, in a sentence."""
    victim = victims.BUSINESS_REASONS if business else victims.REASONS
    return rng.choice(offenders.REASONS if side is Side.OFFENDER else victim).format_map(Words(rng, pronoun))


def warning(rng: Random, side: Side) -> str:
    """What a worker must know before making contact; most cases have nothing to say here."""
    return (
        rng.choice(offenders.WARNINGS if side is Side.OFFENDER else victims.WARNINGS) if rng.random() < 3 / 10 else ""
    )


def _sentences(phrases: Iterable[str]) -> str:
    return " ".join(_capital(phrase) for phrase in phrases)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
