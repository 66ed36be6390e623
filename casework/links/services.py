"""Linking two agencies' rows of one human being: proposed by one, answered by the other, ended by either."""

from django.db import transaction

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from audit.ledger.events import Facts, Subject, event
from casework.acts import LINK_ACCEPTED, LINK_DECLINED, LINK_ENDED, LINK_PROPOSED
from casework.links.models import LinkMove, Move, PersonLink
from casework.links.policies import CannotLink, moved, pair_of_cases, works_own_side
from casework.people.models import Person
from vault.opening import seal

ACTS = {Move.ACCEPTED: LINK_ACCEPTED, Move.DECLINED: LINK_DECLINED, Move.ENDED: LINK_ENDED}


@transaction.atomic
def propose_link(*, actor: Actor, person: Person, other: Person, why: str) -> PersonLink:
    """Say that another agency's row is the same human being; that agency answers. Proposed again, nothing is added.

    Whoever sees a case of each may say so, a coordinator above all, who sees what other agencies share. Refuses as
    `pair_of_cases` does (CannotLink).
    """
    case, other_case = pair_of_cases(actor, person, other)
    Person.objects.select_for_update(of=("self",)).only("pk").get(pk=person.pk)  # two who propose at once are one
    live = PersonLink.objects.filter(person=person, other=other).exclude(moved(Move.DECLINED, Move.ENDED))
    there = live.first()
    if there:
        return there
    link = PersonLink(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=person, case=case,
        agency_id=other.owner_id, other=other, other_case=other_case, proposed_by_id=actor.principal,
    )  # fmt: skip
    with event(LINK_PROPOSED, by=actor, subject=_subject(actor, link), facts=_facts(link)):
        seal(actor.agency_id, [(link, {"why": why})])
        link.save(force_insert=True)
    return link


def accept_link(*, actor: Actor, link: PersonLink, why: str) -> None:
    """The other agency's word that it is so: both show from now on that the other knows them, and whom to ask.

    Governance LOG-07: a `combination` event with both ids and the link, which ends it. A second sending does nothing.
    Refuses all but those who work a case of the other row in the link's role (NotPermitted), and a link that was
    declined or taken back (CannotLink).
    """
    _answer(actor, link, Move.ACCEPTED, why)


def decline_link(*, actor: Actor, link: PersonLink, why: str) -> None:
    """The other agency does not stand by it; it may be proposed again. Refuses as `accept_link` does."""
    _answer(actor, link, Move.DECLINED, why)


@transaction.atomic
def end_link(*, actor: Actor, link: PersonLink, why: str) -> None:
    """Either agency takes its word back: neither shows the other any more, and that they did stays on record.

    Refuses all but those who work a case of their own row in the link's role (NotPermitted).
    """
    _require_own_side(actor, LINK_ENDED, link)
    _move(actor, link, Move.ENDED, why)


@transaction.atomic
def _answer(actor: Actor, link: PersonLink, move: Move, why: str) -> None:
    _require_own_side(actor, ACTS[move], link)
    if link.agency_id != actor.agency_id:
        raise CannotLink("The other agency answers this.")
    made = set(LinkMove.objects.filter(link=link).values_list("move", flat=True))
    if made - {move}:
        raise CannotLink("This was answered or taken back before. Nothing was changed.")
    _move(actor, link, move, why)


def _move(actor: Actor, link: PersonLink, move: Move, why: str) -> None:
    if LinkMove.objects.filter(link=link, move=move).exists():
        return
    row = LinkMove(
        partnership_id=actor.partnership_id, owner_id=actor.agency_id, link=link, move=move,
        moved_by_id=actor.principal,
    )  # fmt: skip
    with event(ACTS[move], by=actor, subject=_subject(actor, link), facts=_facts(link)):
        seal(actor.agency_id, [(row, {"why": why})])
        row.save(force_insert=True)


def _require_own_side(actor: Actor, act: Act, link: PersonLink) -> None:
    if not works_own_side(actor, link):
        raise NotPermitted(
            act,
            _subject(actor, link),
            words="Whoever works a case of this person decides whether the records are linked.",
            resolver="the lead of the case or a team manager of your agency",
        )


def _subject(actor: Actor, link: PersonLink) -> Subject:
    own = link.person_id if link.owner_id == actor.agency_id else link.other_id
    return Subject("person", own, actor.agency_id)


def _facts(link: PersonLink) -> Facts:
    return {"person": link.person_id, "other": link.other_id, "agency": link.agency_id, "undo": link.pk}
