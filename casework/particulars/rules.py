"""What cannot be true of a life, in words for whoever typed it. Pure: it asks nothing, and its words name no date."""

from collections.abc import Mapping
from datetime import date

from casework.dates import OLDEST_AGE, PartialDate
from casework.particulars.vocabulary import QUESTIONS, Entity, Part


class Impossible(ValueError):
    """What was said cannot be so; the message says why, without a date or a name."""


def complaint_of_life(born: PartialDate | None, died_on: date | None, today: date) -> str:
    """Why these two dates cannot be those of one person; empty where they can."""
    if born and born.date > today:
        return "The date of birth is in the future. Check the year."
    if died_on and died_on > today:
        return "The date of death is in the future. Check the year."
    if born and died_on and died_on < born.date:
        return "The date of death is before the date of birth. Check both."
    oldest = (died_on or today).year - born.latest.year if born else 0
    if oldest > OLDEST_AGE:
        return (
            f"That makes them more than {OLDEST_AGE} years old. Check the year, or leave it empty if it is not known."
        )
    return ""


def complaint_of_answers(part: Part, said: Mapping[str, object]) -> str:
    """What is missing from the answers of a part, or contradicts itself; empty where they will do."""
    for question in QUESTIONS[part]:
        if question.choices and said.get(question.name) not in question.choices:
            return f"Answer “{question.label}”. “Not known” is an answer."
    if part is Part.BACKGROUND and said.get("died_on") and said.get("died") != "YES":
        return "A date of death is given, and that they have died is not. Check both."
    return ""


def complaint_of_name(kind: Entity, *, given: str, family: str, born: PartialDate | None) -> str:
    """What is wrong with a name; empty where it will do. A business or venue has one name and no date of birth."""
    if not (given or family):
        return "Enter a name: a person is recorded under a name, a business under its own."
    if kind is not Entity.PERSON and (given or born):
        return "A business or venue has one name and no date of birth. Empty the other boxes, or choose “A person”."
    return ""
