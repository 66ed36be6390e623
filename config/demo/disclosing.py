"""Load what the demo's agencies sent each other besides referrals: read, called back, told by word, asked about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.actor import Actor, actor_for, system_actor
from accounts.agencies.models import AgencyType
from accounts.agencies.services import add_agency
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase, open_case
from casework.items.item import Item
from casework.items.selectors import items_of
from casework.purposes import Purpose
from config.demo.passing import NO_LESS, PROPORTIONATE, Passed
from config.demo.world import World
from multiagency.asked_decisions.models import Decider, Outcome
from multiagency.asked_decisions.services import Answered, Reasons, answer, ask, who_decides
from multiagency.disclosures.selectors import open_received
from multiagency.disclosures.services import send, weigh_with_granted
from multiagency.emergencies.services import share_at_once
from multiagency.packages.services import make_package
from multiagency.recalls.models import Why as WhyRecalled
from multiagency.recalls.services import NewRecall, recall
from multiagency.sharing.claims import Audience, Claims
from multiagency.sharing.facts import Override
from multiagency.sharing.models import Channel, Disclosure
from multiagency.sharing.sending import Picked, Why
from multiagency.sharing.weighing import fingerprint

OUTSIDE = "easthaven"
"""The code of an agency of another area, with nobody on the system: what goes there goes as a sealed package."""
GRANTED = "They take him over on Monday, and a week without this would put his officer in danger."
RECALLED = "It was entered on the wrong record. Please delete it and say that you did."
DAYS = 7


def load_disclosures(
    world: World, loader: str, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency]
) -> None:
    """Share, ask and tell everything, each case by its lead; refuses (ValueError) what ends otherwise than is told."""
    partnership = next(iter(users.values())).partnership_id
    founder = system_actor(loader, partnership)
    with acting(founder):
        outside = add_agency(
            actor=founder, code=OUTSIDE, name="Easthaven Probation", type=AgencyType.PROBATION,
            liaison="the duty officer at Easthaven Probation",
        )  # fmt: skip
    loading = Loading(world, cases, users, {**agencies, OUTSIDE: outside})
    for one in world.passed:
        loading.passed(one)


@dataclass(frozen=True, slots=True)
class Loading:
    """The cases and people of the partnership while what they share is loaded."""

    world: World
    cases: Mapping[int, Case]
    users: Mapping[str, User]
    agencies: Mapping[str, Agency]

    def passed(self, one: Passed) -> None:
        """Share one thing, or ask whether it may be, and do what came of it."""
        lead = actor_for(self.users[self.world.cases[one.case].lead], authenticated_at=timezone.now())
        with acting(lead):
            opened = open_case(lead, self.cases[one.case].reference)
            items = _newest(items_of(lead, opened), one.kinds)
            picked = self._picked(one, lead, items)
            if one.asks:
                self._asked(lead, opened, picked, one)
            sent = None if one.asks and one.to != OUTSIDE else _sent(lead, opened, picked, one)
            if sent and one.recalled:
                ids = [item.id for item in items if item.kind == one.recalled]
                recall(actor=lead, opened=opened, new=NewRecall(ids, WhyRecalled.WITHDRAWN, RECALLED))
            if sent and one.to == OUTSIDE:
                make_package(actor=lead, disclosure=sent, days=DAYS)
        if sent and one.read:
            reader = actor_for(self._reader(one.to))
            with acting(reader):
                open_received(reader, sent.pk)

    def _picked(self, one: Passed, lead: Actor, items: Sequence[Item]) -> Picked:
        override = Override(str(lead.principal), str(lead.principal), one.why, PROPORTIONATE, NO_LESS)
        claims = Claims(
            purpose=Purpose(one.purpose), gateway=one.gateway, le_citation=one.law, conf_basis=one.conf_basis,
            emergency=one.emergency, override=override if one.emergency else None,
        )  # fmt: skip
        audience = Audience(self.agencies[one.to], outside=one.to == OUTSIDE)
        why = Why(necessity=one.why, told="TOLD")
        things = frozenset((item.kind, item.id) for item in items)
        return Picked(things, audience, claims, why, Channel(one.channel))

    def _asked(self, lead: Actor, opened: OpenedCase, picked: Picked, one: Passed) -> None:
        """Put it to whoever decides; what goes outside the partnership is granted there."""
        picked, weighed = weigh_with_granted(lead, opened, picked)
        reasons = Reasons(why=one.why, necessity=one.why, proportionality=PROPORTIONATE, less_intrusive=NO_LESS)
        asks = ask(
            actor=lead, opened=opened, picked=picked, weighed=weighed, decider=Decider(one.asks), reasons=reasons
        )  # fmt: skip
        if one.to == OUTSIDE:
            decider = actor_for(who_decides(asks[0])[0], authenticated_at=timezone.now())
            for each in asks:
                with acting(decider):
                    answer(actor=decider, ask=each, said=Answered(outcome=Outcome.GRANTED, reason=GRANTED))

    def _reader(self, code: str) -> User:
        there = [one for one in self.world.staff if one.agency == code and "CASEWORKER" in one.roles]
        return self.users[there[0].email]


def _newest(items: Sequence[Item], wanted: Sequence[str]) -> list[Item]:
    """The first of each kind, in the order of the case: the newest."""
    found = [next((item for item in items if item.kind == kind), None) for kind in wanted]
    return [item for item in found if item]


def _sent(lead: Actor, opened: OpenedCase, picked: Picked, one: Passed) -> Disclosure:
    if one.emergency:
        sent = share_at_once(actor=lead, opened=opened, picked=picked).sent
    else:
        picked, weighed = weigh_with_granted(lead, opened, picked)
        sent = send(actor=lead, opened=opened, picked=picked, seen=fingerprint(weighed))
    if sent.disclosure is None:
        held = sorted({rule for each in sent.decisions for rule in each.rules})
        raise ValueError(f"Nothing of what the demo sends to {one.to} may go: {held}")
    return sent.disclosure
