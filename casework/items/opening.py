"""Kinds of row that are opened in a way of their own: for named people, without a hint, or under their questions."""

from collections.abc import Sequence
from typing import Any

from accounts.actor import Actor
from casework.assessments.models import Assessment
from casework.assessments.selectors import catalogue, said_in
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.items.source import Opened, as_a_page_does
from casework.particulars.selectors import identifiers_told
from casework.people.models import PersonIdentifier
from casework.powers.models import PowerDecision
from casework.safe_contact.models import Part
from casework.safe_contact.policies import reads
from casework.safe_contact.selectors import open_addresses, open_points
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Address, ContactPoint
from vault.opening import Shut


def points(actor: Actor, opened: OpenedCase, rows: Sequence[ContactPoint], fields: str) -> Opened:
    """Contact points; a victim's by people named for safe contact alone, as an opening of its own."""
    if opened.case.role == Role.OFFENDER:
        return _details(actor, opened, rows, fields, PointDetail)
    if not rows or not reads(actor, opened.case, Part.CONTACT):
        return {}
    return {pk: {fields: detail} for pk, detail in open_points(actor, opened.case, rows).items()}


def addresses(actor: Actor, opened: OpenedCase, rows: Sequence[Address], fields: str) -> Opened:
    """Addresses; a victim's by people named for where they are alone, as an opening of its own."""
    if opened.case.role == Role.OFFENDER:
        return _details(actor, opened, rows, fields, AddressDetail)
    if not rows or not reads(actor, opened.case, Part.LOCATION):
        return {}
    return {pk: {fields: detail} for pk, detail in open_addresses(actor, opened.case, rows).items()}


def _details(
    actor: Actor, opened: OpenedCase, rows: Sequence[Any], fields: str, kind: type[PointDetail | AddressDetail]
) -> Opened:
    words = as_a_page_does(actor, opened, rows, fields)
    return {
        pk: {fields: detail if isinstance(detail := said[fields], Shut) else kind.read(detail)}
        for pk, said in words.items()
    }


def identifiers(actor: Actor, opened: OpenedCase, rows: Sequence[PersonIdentifier], fields: str) -> Opened:
    """Numbers of the person, without those that would tell of a case in the other role."""
    wanted = {row.pk for row in rows}
    told = identifiers_told(actor, opened.ticket, opened.case.person) if rows else ()
    return {row.pk: {fields: detail} for row, detail in told if row.pk in wanted}


def assessments(actor: Actor, opened: OpenedCase, rows: Sequence[Assessment], fields: str) -> Opened:
    """Assessments under the version of the questions that each was made with."""
    words = as_a_page_does(actor, opened, rows, fields)
    sets = catalogue() if rows else None
    return {pk: {fields: said_in(said[fields], sets) or said[fields]} for pk, said in words.items() if sets is not None}


def powers(actor: Actor, opened: OpenedCase, rows: Sequence[PowerDecision], fields: str) -> Opened:
    """Of decisions about each power the last one, which counts; the rows come newest first."""
    words = as_a_page_does(actor, opened, rows, fields)
    last: dict[str, PowerDecision] = {}
    for row in rows:
        if not isinstance(said := words[row.pk][fields], Shut):
            last.setdefault(said["power"], row)
    return {row.pk: words[row.pk] for row in last.values()}
