"""Knowing a row again: by its old reference in its source, as keyed hashes from which nothing can be read."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from casework.case_import.drafts import CaseDraft, LeadDraft, NoteDraft
from casework.case_import.lines import Draft, Fate, Line
from casework.case_import.models import ImportedRow, Sheet
from casework.case_import.people import key_of, said_of
from casework.importing.planning import PlannedRow
from casework.people.folding import fold
from vault.indexes import blind_indexes

ROW: Final = "IMPORTED_ROW"
SAID: Final = "IMPORTED_SAID"
BATCH: Final = 5_000
CHANGED: Final = (
    "It was brought in before and says something else now. What is here was left as it is: "
    "open the case and change it there, if the new words are right."
)


def mark(actor: Actor, source: str, lines: Sequence[Line], keys: Sequence[str], said: Sequence[str]) -> None:
    """Give lines their two hashes: of the key within agency, source and kind, and of all that they say."""
    scope = f"{actor.agency_id}\x1f{fold(source)}"
    tokens = blind_indexes(
        actor.partnership_id,
        [(ROW, f"{scope}\x1f{line.kind}\x1f{key}") for line, key in zip(lines, keys, strict=True)],
    )
    words = blind_indexes(actor.partnership_id, [(SAID, f"{actor.agency_id}\x1f{text}") for text in said])
    for line, token, word in zip(lines, tokens, words, strict=True):
        line.token, line.said = token, word


def key_and_words(draft: Draft) -> tuple[str, str]:
    """What a row is known again by within its source and kind, and all that it says."""
    if isinstance(draft, PlannedRow):
        return (key_of(draft.person), said_of(draft.person)) if draft.person else ("", "")
    if isinstance(draft, CaseDraft):
        return draft.reference.casefold(), json.dumps(draft.said)
    if isinstance(draft, LeadDraft):
        return draft.case.casefold(), json.dumps(draft.said)
    words = json.dumps([draft.case.casefold(), *draft.said])
    return draft.reference.casefold() or words, words


def has_reference(draft: Draft | None) -> bool:
    """Whether the row has a reference of its own, so that a second with the same is a mistake."""
    return not isinstance(draft, NoteDraft) or bool(draft.reference)


def recognise(actor: Actor, batch_id: UUID | None, lines: Iterable[Line]) -> None:
    """Find what lines became before: the same is unchanged, and what says something else now is changed, left alone."""
    by_token = {line.token: line for line in lines if line.token}
    tokens = list(by_token)
    for start in range(0, len(tokens), BATCH):
        for row in _rows(actor).filter(token__in=tokens[start : start + BATCH]):
            line = by_token[bytes(row.token)]
            line.here = row.person_id or row.case_id
            line.ours = row.batch_id == batch_id and not row.was_here
            line.was_here = False
            if bytes(row.said) == line.said:
                line.fate, line.why = Fate.UNCHANGED, ""
            else:
                line.keep_out(Fate.CHANGED, CHANGED)


def became(actor: Actor, source: str, kind: Sheet, references: Iterable[str]) -> Mapping[str, UUID]:
    """The cases or people that earlier imports made of references of this source."""
    scope = f"{actor.agency_id}\x1f{fold(source)}"
    wanted = sorted({reference.casefold() for reference in references})
    tokens = blind_indexes(actor.partnership_id, [(ROW, f"{scope}\x1f{kind}\x1f{reference}") for reference in wanted])
    by_token = dict(zip(tokens, wanted, strict=True))
    found: dict[str, UUID] = {}
    for start in range(0, len(tokens), BATCH):
        for row in _rows(actor).filter(token__in=tokens[start : start + BATCH]):
            pk = row.person_id or row.case_id
            if pk:
                found[by_token[bytes(row.token)]] = pk
    return found


def _rows(actor: Actor) -> QuerySet[ImportedRow]:
    return ImportedRow.objects.filter(partnership_id=actor.partnership_id, owner_id=actor.agency_id)
