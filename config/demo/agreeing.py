"""Load the agreements of the demo partnership: in every state, with gaps where the storylines need them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.actor import Actor, system_actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, User
from casework.categories import Category
from casework.purposes import Purpose
from config.demo.pacts import PACTS, POSTS, WORDS, Pact, Sends
from config.demo.rhythm import LONDON
from config.demo.world import World
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.models import Agreement, AgreementVersion, Dpia, DpiaOutcome, Effect, PartyRole, Signatory
from multiagency.agreements.sections import QUESTIONS
from multiagency.agreements.services.clauses import NewClauses, add_clauses
from multiagency.agreements.services.drafting import (
    Assessed,
    Bound,
    NewAgreement,
    Term,
    offer,
    start_agreement,
    write_dpia,
    write_parties,
    write_section,
    write_term,
)
from multiagency.agreements.services.editing import Edit
from multiagency.agreements.services.signing import Authority, bring_in_signature, name_signatory
from multiagency.agreements.services.stopping import suspend, withdraw
from multiagency.agreements.services.versions import make_version
from multiagency.liaison.models import Place
from multiagency.liaison.services import Naming, name_liaison
from vault.ids import uuid7

LOADER = "demo"
AUTHORITY = timedelta(days=900)
ASSESSED_BEFORE = timedelta(days=30)


@dataclass(slots=True)
class Loading:
    """The agencies of the partnership while its agreements are loaded, and who signs for each."""

    world: World
    agencies: Mapping[str, Agency]
    users: Mapping[str, User]
    signatories: dict[str, Signatory]

    def keeper(self, code: str) -> Actor:
        """The product at work for an agency."""
        agency = self.agencies[code]
        partnership = next(iter(self.users.values())).partnership_id
        return system_actor(LOADER, partnership, agency.pk)

    def staff(self, code: str) -> list[User]:
        """The people of an agency, those first who lead others."""
        theirs = [one for one in self.world.staff if one.agency == code]
        return [self.users[one.email] for one in sorted(theirs, key=lambda one: "CASEWORKER" in one.roles)]


def load_agreements(world: World, agencies: Mapping[str, Agency], users: Mapping[str, User]) -> None:
    """Write down who may sign for each agency and who its liaison officer is, and every agreement."""
    loading = Loading(world, agencies, users, {})
    for code, post in POSTS.items():
        keeper, today = loading.keeper(code), world.today
        with acting(keeper):
            who = Authority(
                user=loading.staff(code)[0], post=post, from_on=today - AUTHORITY, until_on=today + AUTHORITY
            )  # fmt: skip
            loading.signatories[code] = name_signatory(actor=keeper, new=who)
            name_liaison(actor=keeper, new=Naming(loading.staff(code)[0], Place.OFFICER))
    for pact in PACTS:
        _load(loading, pact)


def _load(loading: Loading, pact: Pact) -> None:
    keeper = loading.keeper(pact.owner)
    with acting(keeper):
        lead = loading.staff(pact.owner)[0]
        agreement = start_agreement(actor=keeper, new=NewAgreement(title=pact.title, lead=lead))
        version = _drafted(loading, keeper, pact, agreement)
        if pact.signed:
            offer(actor=keeper, edit=_edit(version))
    for code in pact.signed:
        signer = loading.keeper(code)
        with acting(signer):
            at = datetime.combine(_day(loading, pact.starts - 5), time(11), LONDON)
            bring_in_signature(
                actor=signer, version_id=version.pk, authority=loading.signatories[code], signed_at=at
            )  # fmt: skip
    _ended(loading, pact, agreement, version)


def _drafted(loading: Loading, keeper: Actor, pact: Pact, agreement: Agreement) -> AgreementVersion:
    version: AgreementVersion = agreement.versions.get()
    if not pact.is_whole:
        write_section(actor=keeper, edit=_edit(version), section=next(iter(QUESTIONS)), words=pact.why)
        return version
    parties = [
        Bound(agency=loading.agencies[code], role=PartyRole.SEPARATE, basis="PUBLIC_TASK") for code in pact.parties
    ]
    write_parties(actor=keeper, edit=_edit(version), parties=parties)
    for section in QUESTIONS:
        words = WORDS.get(section, pact.why)
        write_section(actor=keeper, edit=_edit(version), section=section, words=words)
    for new in _clauses(loading, pact):
        add_clauses(actor=keeper, edit=_edit(version), new=new)
    starts, review, ends = (_day(loading, days) for days in (pact.starts, pact.review, pact.ends))
    write_term(actor=keeper, edit=_edit(version), term=Term(starts_on=starts, review_on=review, ends_on=ends))
    said = Assessed(
        dpia=Dpia.DONE, reference=f"DPIA-{agreement.reference}", on=starts - ASSESSED_BEFORE,
        outcome=DpiaOutcome.REDUCED,
    )  # fmt: skip
    write_dpia(actor=keeper, edit=_edit(version), said=said)
    return version


def _clauses(loading: Loading, pact: Pact) -> Iterator[NewClauses]:
    for one in pact.sends:
        for sender, receiver in one.pairs:
            yield NewClauses(
                from_type=AgencyType(loading.agencies[sender].type),
                to_type=AgencyType(loading.agencies[receiver].type), purpose=Purpose(one.purpose or pact.purpose),
                categories=tuple(map(Category, one.categories)), effect=_effect(one),
                gateways=tuple(map(Gateway, one.gateways)), condition=one.condition,
            )  # fmt: skip


def _effect(one: Sends) -> Effect:
    return Effect.ALLOW if one.gateways else Effect.DENY


def _ended(loading: Loading, pact: Pact, agreement: Agreement, version: AgreementVersion) -> None:
    """What became of it: stopped by a party, ended by its owner, or a new version begun."""
    if pact.stopped_by:
        person = loading.signatories[pact.stopped_by].user
        actor = _decides(loading, pact.stopped_by, person)
        with acting(actor):
            suspend(actor=actor, agreement=agreement, words=pact.why_ended)
    if pact.withdrawn:
        actor = _decides(loading, pact.owner, loading.signatories[pact.owner].user)
        with acting(actor):
            withdraw(actor=actor, version=version, words=pact.why_ended)
    if pact.renewed:
        keeper = loading.keeper(pact.owner)
        with acting(keeper):
            make_version(actor=keeper, agreement=agreement, version_id=uuid7())


def _decides(loading: Loading, code: str, person: User) -> Actor:
    """The product acting as somebody who signs for an agency."""
    keeper = loading.keeper(code)
    return Actor("system", person.pk, keeper.agency_id, keeper.partnership_id)


def _edit(version: AgreementVersion) -> Edit:
    now = AgreementVersion.objects.get(pk=version.pk)
    return Edit(version_id=now.pk, edition=now.edition)


def _day(loading: Loading, ahead: int) -> date:
    return loading.world.today + timedelta(days=ahead)
