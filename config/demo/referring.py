"""Load the referrals of the demo: drafted, weighed and sent by the leads, moved by whoever takes them in there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from accounts.actor import Actor, actor_for
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.items.selectors import items_of
from casework.people.details import PersonDetails
from config.demo.passing import NO_LESS, PROPORTIONATE, Referred, Step
from config.demo.routing import Teams
from config.demo.world import World
from multiagency.asked_decisions.models import Decider
from multiagency.asked_decisions.services import Reasons
from multiagency.referrals.drafts import Draft
from multiagency.referrals.models import Referral, Urgency
from multiagency.referrals.moves import MOVES, Move, Reason, Side
from multiagency.referrals.routed import ROUTED, placed
from multiagency.referrals.services.accepting import Taking, accept_referral
from multiagency.referrals.services.drafting import keep_draft
from multiagency.referrals.services.moving import Said, move_referral
from multiagency.referrals.services.submitting import Checked, ask_about, submit_referral, weigh_referral
from multiagency.sorts.kinds import kinds
from vault.ids import uuid7

TAKEN_ON = "Referred to us; taken on at the morning meeting."


def load_referrals(
    world: World, cases: Mapping[int, Case], users: Mapping[str, User], agencies: Mapping[str, Agency], teams: Teams
) -> None:
    """Send every referral and make its moves; refuses (ValueError) one of which nothing may go."""
    loading = Loading(world, cases, users, agencies, teams)
    last: dict[int, UUID] = {}
    for one in world.referred:
        last[one.case] = loading.referred(one, last.get(one.case) if one.anew else None).pk


@dataclass(frozen=True, slots=True)
class Loading:
    """The cases and people of the partnership while its referrals are loaded."""

    world: World
    cases: Mapping[int, Case]
    users: Mapping[str, User]
    agencies: Mapping[str, Agency]
    teams: Teams

    def referred(self, one: Referred, before_id: UUID | None) -> Referral:
        """One referral, from its draft to where it is."""
        row = self.drafted(one, before_id)
        if one.asks:
            self.asked(one, row)
        if not one.kept:
            row = self.sent(one, row)
        for step in one.steps:
            self.moved(one, row, step)
        return row

    def drafted(self, one: Referred, before_id: UUID | None) -> Referral:
        """The draft of a referral, where the rules or its lead place it."""
        lead, case = self.lead(one), self.cases[one.case]
        with acting(lead):
            before = Referral.objects.get(pk=before_id) if before_id else None
            opened, kind = open_case(lead, case.reference), kinds()[one.kind]
            chosen = [[item.kind, str(item.id)] for item in items_of(lead, opened) if item.kind in one.confirms]
            form = {
                "answers": {code: dict(said) for code, said in one.answers.items()}, "chosen": sorted(chosen),
                "claims": {"gateway": one.gateway, "conf_basis": one.conf_basis, "le_citation": one.law},
            }  # fmt: skip
            draft = Draft(
                kind=one.kind, form=form, agency=self.agencies.get(one.to), team=self.teams.get((one.to, one.team)),
                panel=kind.panel,
                urgency=Urgency(one.urgency),
            )  # fmt: skip
            if not one.to:
                draft = placed(lead, opened, replace(draft, form={**form, ROUTED: True}), before)
            return keep_draft(actor=lead, case=case, draft=draft, instead_of=before)

    def asked(self, one: Referred, row: Referral) -> None:
        """What is held back of a draft, put to a second authoriser."""
        lead = self.lead(one)
        reasons = Reasons(why=one.asks, necessity=one.asks, proportionality=PROPORTIONATE, less_intrusive=NO_LESS)
        with acting(lead):
            ask_about(
                actor=lead, opened=open_case(lead, self.cases[one.case].reference), referral=row,
                decider=Decider.SECOND, reasons=reasons, ask_id=uuid7(),
            )  # fmt: skip

    def sent(self, one: Referred, row: Referral) -> Referral:
        """The referral sent, as its lead was shown it."""
        lead = self.lead(one)
        with acting(lead):
            opened, kept = open_case(lead, self.cases[one.case].reference), Referral.objects.get(pk=row.pk)
            checked = Checked(bytes(kept.body or b""), weigh_referral(lead, opened, kept).seen)
            went, sent = submit_referral(actor=lead, opened=opened, referral=kept, checked=checked)
        if not went.version:
            held = sorted({rule for each in sent.decisions for rule in each.rules}) if sent else []
            raise ValueError(f"Nothing of a {one.kind} referral of the demo may go: {held}")
        return went

    def moved(self, one: Referred, row: Referral, step: Step) -> None:
        """One move, by the lead or by whoever deals with it there."""
        move = Move(step.move)
        mover = self.lead(one) if MOVES[move].by is Side.SENDER else self.taker(row)
        said = Said(
            words=step.words, reason=Reason(step.reason) if step.reason else None,
            agency=self.agencies.get(step.agency),
        )  # fmt: skip
        with acting(mover):
            now = Referral.objects.select_related("owner", "agency", "team").get(pk=row.pk)
            if move is Move.ACCEPT:
                accept_referral(actor=mover, referral=now, taking=self._new(one), said=said)
            else:
                move_referral(actor=mover, referral=now, move=move, said=said)

    def lead(self, one: Referred) -> Actor:
        """Who leads the case that it is of."""
        return actor_for(self.users[self.world.cases[one.case].lead])

    def taker(self, row: Referral) -> Actor:
        """Who takes it in: of its team the first caseworker, of a whole agency the manager or coordinator."""
        roles = ("CASEWORKER",) if row.team else ("TEAM_MANAGER", "PANEL_COORDINATOR", "CASEWORKER")
        there = [one for one in self.world.staff if row.agency and one.agency == row.agency.code]
        fits = [one for role in roles for one in there if role in one.roles]
        title = row.team.title if row.team else ""
        return actor_for(self.users[next(one.email for one in fits if not title or title in one.teams)])

    def _new(self, one: Referred) -> Taking:
        person = self.world.people[self.world.cases[one.case].person]
        return Taking(details=PersonDetails(given=person.given, family=person.family), reason=TAKEN_ON)
