"""A candidate beside the one who is sought, field by field, with the reason in words. Pure: it opens nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casework.dates import PartialDate
from casework.finding.likeness import births_alike, same_birth, words_alike
from casework.people.details import PersonDetails, identifier_text
from casework.people.folding import fold


class Mark(StrEnum):
    """How a field of theirs stands to what was typed."""

    SAME = "Same"
    ALIKE = "Alike"
    DIFFERENT = "Different"
    NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True, repr=False)
class Field:
    """One field of both; not known where either side says nothing, or where it is sealed to the reader."""

    label: str
    yours: str
    theirs: str
    mark: Mark
    number: bool = False

    @property
    def reason(self) -> str:
        """The mark as a reason for or against, with both words where they are only alike."""
        name = self.label if self.number else self.label.lower()
        if self.mark is Mark.ALIKE:
            return f"{name} alike: {self.yours} and {self.theirs}"
        return f"same {name}" if self.mark is Mark.SAME else f"different {name}"


def side_by_side(sought: PersonDetails, known: PersonDetails) -> tuple[Field, ...]:
    """Every field that was typed, beside theirs: the name that they are nearest by, the date of birth, the number."""
    return tuple(field for field in _fields(sought, known) if field.yours)


def reason_in_words(fields: Sequence[Field]) -> str:
    """What speaks for and against, the sameness first: "Same date of birth; given name alike: Jon and John"."""
    order = (Mark.SAME, Mark.ALIKE, Mark.DIFFERENT)
    reasons = [field.reason for mark in order for field in fields if field.mark is mark]
    words = "; ".join(reasons)
    return words[:1].upper() + words[1:]


def _fields(sought: PersonDetails, known: PersonDetails) -> Iterator[Field]:
    if sought.given and sought.family:
        yield _name("Given name", sought.given, [known.given])
        yield _name("Family name", sought.family, [known.family])
    else:
        yield _name_or_part(sought.family or sought.given, known)
    others = [text for _, text in known.aliases]
    typed = f"{sought.given} {sought.family}".strip()
    if typed and others:
        yield _name("Other name", typed, others)
    yield _birth(sought.born, known.born)
    for kind, value in sought.identifiers:
        yield _number(kind.label, identifier_text(kind, value), value, known)


def _name_or_part(yours: str, known: PersonDetails) -> Field:
    """Beside the whole name or the part of it that one typed: a family name alone is no whole name."""
    names = {"Name": f"{known.given} {known.family}".strip(), "Family name": known.family, "Given name": known.given}
    for label, theirs in names.items():
        if theirs and fold(theirs) == fold(yours):
            return Field(label, yours, theirs, Mark.SAME)
    return _name("Name", yours, names.values())


def _name(label: str, yours: str, theirs: Collection[str]) -> Field:
    """Beside the nearest of several names."""
    texts = [text for text in theirs if text]
    for text in texts:
        if fold(text) == fold(yours):
            return Field(label, yours, text, Mark.SAME)
    for text in texts:
        if words_alike(yours, text):
            return Field(label, yours, text, Mark.ALIKE)
    return Field(label, yours, texts[0], Mark.DIFFERENT) if texts else Field(label, yours, "", Mark.NOT_KNOWN)


def _birth(yours: PartialDate | None, theirs: PartialDate | None) -> Field:
    typed, known = str(yours or ""), str(theirs or "")
    if yours is None or theirs is None:
        return Field("Date of birth", typed, known, Mark.NOT_KNOWN)
    if same_birth(yours, theirs):
        return Field("Date of birth", typed, known, Mark.SAME)
    return Field("Date of birth", typed, known, Mark.ALIKE if births_alike(yours, theirs) else Mark.DIFFERENT)


def _number(label: str, text: str, yours: str, known: PersonDetails) -> Field:
    """Beside a number of the same kind."""
    kind = text.partition(" ")[0]
    theirs = [one for one in known.identifiers if identifier_text(*one).partition(" ")[0] == kind]
    same = next((value for one, value in theirs if identifier_text(one, value) == text), "")
    if same:
        return Field(label, yours, same, Mark.SAME, number=True)
    if not theirs:
        return Field(label, yours, "", Mark.NOT_KNOWN, number=True)
    return Field(label, yours, theirs[0][1], Mark.DIFFERENT, number=True)
