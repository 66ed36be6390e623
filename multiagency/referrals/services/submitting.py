"""Sending a referral: everything in it is decided anew, what may go is sealed for the other agency, the rest stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import event
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.cases.services import lock_case
from casework.items.selectors import items_of
from casework.shown import open_for_page
from multiagency.acts import REFERRAL_SUBMITTED, SHARING_REFUSED
from multiagency.asked_decisions.models import Ask, Decider
from multiagency.asked_decisions.selectors import granted_now
from multiagency.asked_decisions.services import Reasons, ask
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import Move, State
from multiagency.referrals.policies import CannotMove, require_move
from multiagency.referrals.routed import keep_route, require_same_place
from multiagency.referrals.sections import section_items
from multiagency.referrals.services.drafting import require_open, require_reachable, the_same
from multiagency.referrals.services.moving import Said, locked_referral, store_move
from multiagency.referrals.services.telling import tell_other_side
from multiagency.sharing.claims import Audience, Claims, Thing
from multiagency.sharing.models import Channel
from multiagency.sharing.recipients import is_outside
from multiagency.sharing.sending import FactsChanged, Picked, Sent, Why, event_facts, pairs_of, write_sending
from multiagency.sharing.weighing import Weighed, fingerprint, weigh
from multiagency.sorts.kinds import kinds
from vault.ids import uuid7
from vault.opening import Shut

GONE: Final = (
    "Something that you confirmed is no longer on the case, or was superseded. Nothing was sent: go back to the form "
    "and confirm what is there now."
)
OTHER_WINDOW: Final = "This draft was changed since you looked. Nothing was sent: look at what would go now."


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """What somebody saw before they sent: which body, and by its fingerprint what was decided about it."""

    body: bytes
    seen: str


@dataclass(frozen=True, slots=True, repr=False)
class Bundle:
    """A referral as it would be sent: to whom, on what claims, and each thing with what is decided about it."""

    id: UUID
    audience: Audience
    claims: Claims
    weighed: tuple[Weighed, ...]
    form: Mapping[str, Any]

    @property
    def going(self) -> tuple[Weighed, ...]:
        """What would be sent."""
        return tuple(one for one in self.weighed if one.decided.allowed)

    @property
    def seen(self) -> str:
        """What a page carries of it, so that another answer at the moment of sending sends nothing."""
        return fingerprint(self.weighed)


def weigh_referral(actor: Actor, opened: OpenedCase, referral: Referral) -> Bundle:
    """Decide about everything in a draft now, and write nothing; the number of statements is the same for ten items.

    What was granted for it by whoever was asked counts while it holds. Refuses (CannotMove) a draft that goes to nobody
    yet, and one with something that the case no longer has.
    """
    if referral.agency is None:
        raise CannotMove("Say first which agency it goes to.")
    form = open_for_page(actor, opened.ticket, [referral], "form")[referral.pk]["form"]
    if isinstance(form, Shut) or not isinstance(form, dict):
        raise CannotMove("This draft cannot be opened. Ask whoever runs the system.")
    outside = is_outside(referral.agency)
    audience = Audience(referral.agency, referral.addressee, referral.team, outside=outside)
    claims = claims_of(referral, form)
    things = _things(actor, opened, referral, form)
    weighed = weigh(actor=actor, opened=opened, things=things, audience=audience, claims=claims)
    bundle = Bundle(referral.pk, audience, claims, tuple(weighed), form)
    if not (granted := granted_now(actor, opened, bundle, weighed)):
        return bundle
    claims = replace(claims, granted=granted)
    weighed = weigh(actor=actor, opened=opened, things=things, audience=audience, claims=claims)
    return replace(bundle, claims=claims, weighed=tuple(weighed))


def ask_about(
    *, actor: Actor, opened: OpenedCase, referral: Referral, decider: Decider, reasons: Reasons, ask_id: UUID
) -> list[Ask]:
    """Put what is held back of a draft to whoever can resolve it; `ask_id` makes a second sending harmless.

    Refuses as `weigh_referral`, whoever does not work the case (NotPermitted), and a draft in which nothing is theirs
    to resolve any more (ChangedMeanwhile).
    """
    bundle = weigh_referral(actor, opened, referral)
    picked = replace(bundle, id=ask_id)
    return ask(actor=actor, opened=opened, picked=picked, weighed=bundle.weighed, decider=decider, reasons=reasons)


def submit_referral(
    *, actor: Actor, opened: OpenedCase, referral: Referral, checked: Checked
) -> tuple[Referral, Sent | None]:
    """Send a draft: decide anew, seal copies of what may go, keep every decision, and move it, all or nothing.

    The same sent again gives the referral that went, and None for what was decided. Where nothing of it may go, the
    refusals are kept, nothing is sent and it stays a draft.

    Refuses whoever does not work the case (NotPermitted), a closed case, an account that was closed and a draft that
    changed since the page (CannotMove), other facts than the page showed (FactsChanged), and another body than the one
    that was sent under this id (AlreadySent).
    """
    require_work(actor, REFERRAL_SUBMITTED, opened.case)
    with transaction.atomic():
        case = lock_case(opened.case)
        locked = locked_referral(referral)
        if locked.state != State.DRAFT:
            return the_same(locked, checked.body), None
        require_move(actor, REFERRAL_SUBMITTED, Move.SUBMIT, locked)
        require_open(case)
        require_reachable(_addressed(locked))
        if bytes(locked.body or b"") != checked.body:
            raise CannotMove(OTHER_WINDOW)
        bundle = weigh_referral(actor, opened, locked)
        if bundle.seen != checked.seen:
            raise FactsChanged(bundle.weighed)
        require_same_place(actor, opened, locked, bundle.form)
        return _send(actor, opened, locked, bundle)


def _send(actor: Actor, opened: OpenedCase, referral: Referral, bundle: Bundle) -> tuple[Referral, Sent]:
    audience, claims, channel = bundle.audience, bundle.claims, Channel.REFERRAL
    picked = Picked(
        pairs_of([one.thing for one in bundle.weighed]), audience, claims, Why(kinds()[referral.kind].title), channel,
        uuid7(),
    )  # fmt: skip
    act = REFERRAL_SUBMITTED if bundle.going else SHARING_REFUSED
    facts = event_facts(audience, claims, channel, bundle.weighed)
    with event(act, by=actor, subject=referral.subject, purpose=claims.purpose.value, facts=facts):
        sent = write_sending(actor=actor, opened=opened, weighed=bundle.weighed, picked=picked)
        if sent.disclosure:
            keep_route(actor, opened, referral, bundle.form)
            Referral.objects.filter(pk=referral.pk).update(disclosure_id=sent.disclosure.pk)
            store_move(actor, referral, Move.SUBMIT, Said())
    if sent.disclosure:
        tell_other_side(actor, referral)
    return Referral.objects.get(pk=referral.pk), sent


def claims_of(referral: Referral, form: Mapping[str, Any]) -> Claims:
    """What the sender says that it goes for, on which power, and by which law police data serves something else."""
    said = form.get("claims", {})
    return Claims(
        purpose=kinds()[referral.kind].purpose, gateway=said.get("gateway", ""), conf_basis=said.get("conf_basis", ""),
        le_citation=said.get("le_citation", ""),
    )  # fmt: skip


def _things(actor: Actor, opened: OpenedCase, referral: Referral, form: Mapping[str, Any]) -> Collection[Thing]:
    """What was confirmed of the case, and what was answered; refuses (CannotMove) what the case no longer has."""
    chosen = {(str(kind), UUID(pk)) for kind, pk in form.get("chosen", ())}
    items = items_of(actor, opened, chosen) if chosen else []
    if {(item.kind, item.id) for item in items} != chosen:
        raise CannotMove(GONE)
    kind, case = kinds()[referral.kind], opened.case
    # other words are another thing, so that what was granted for an answer ends when the draft is changed
    draft = uuid5(referral.pk, bytes(referral.body or b"").hex())
    answered = section_items(kind, form.get("answers", {}), draft, case.pk, case.owner, referral.created_at)
    return [*items, *answered]


def _addressed(referral: Referral) -> Draft:
    return Draft(kind=referral.kind, form={}, agency=referral.agency, team=referral.team, addressee=referral.addressee)
