"""The answers of a referral's form as items, decided about one by one like everything else that is sent; pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID, uuid5

from accounts.models import Agency
from casework.items.item import Item
from multiagency.sorts.kinds import Field, Kind, Section

ITEM = "referral"
Answers = Mapping[str, Mapping[str, str | list[str]]]
"""What was answered, by section and question."""


def section_items(kind: Kind, answers: Answers, draft: UUID, case: UUID, owner: Agency, at: dt.datetime) -> list[Item]:
    """One item for every section in which something was answered; its id is made of the draft's."""
    return [
        Item(
            kind=ITEM, id=uuid5(draft, section.code), category=section.category, title=section.title,
            statement=section.statement, occurred_on=None, recorded_at=at, owner=owner, case_id=case,
            third_party=False, markers=frozenset(), words=words,
        )
        for section in kind.sections
        if (words := in_words(section, answers.get(section.code, {})))
    ]  # fmt: skip


def in_words(section: Section, answers: Mapping[str, str | list[str]]) -> dict[str, str]:
    """The questions of a section that were answered, with their answers as people read them."""
    said = {field.label: _answer(field, answers.get(field.name, "")) for field in section.fields}
    return {label: text for label, text in said.items() if text}


def _answer(field: Field, said: str | Collection[str]) -> str:
    choices = field.choices or {}
    codes = [said] if isinstance(said, str) else list(said)
    return "; ".join(choices.get(code, code) for code in codes if code)
