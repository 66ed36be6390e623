"""How keys stand: versions, what still needs an old one, and work under way. No key is shown, nor any record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from accounts.actor import Actor, system_actor
from accounts.acts import KEYS_LOOKED_AT
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.denials import NotKnown
from accounts.keys.models import KeyWork
from accounts.keys.policies import may_turn_keys, require_look_at_keys
from audit.ledger.acts import Act
from audit.ledger.events import record
from vault.envelope import Unreadable
from vault.models import AgencyKey, DataKey, KeyGrant
from vault.provider import RootKeyUnavailable, agency_cipher, root


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an agency's key, and how many grants need it; `opens` says whether the root key opens it."""

    number: int
    made_at: datetime
    active: bool
    grants: int
    opens: bool


class Progress(NamedTuple):
    """How far one piece of work is."""

    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AgencyKeys:
    """How one agency's keys stand in one partnership."""

    agency: Agency
    versions: tuple[Version, ...]
    data_keys: int
    old_data_keys: int
    work: tuple[KeyWork, ...]

    @property
    def active(self) -> Version | None:
        """The version that new grants are wrapped with; None where the agency has no key."""
        return next((version for version in self.versions if version.active), None)

    @property
    def old_grants(self) -> int:
        """How many grants still need an old version."""
        return sum(version.grants for version in self.versions if not version.active)

    @property
    def shut(self) -> bool:
        """Whether some version does not open under the root key."""
        return not all(version.opens for version in self.versions)

    @property
    def progress(self) -> list[Progress]:
        """How far the work under way is, each in words and numbers."""
        return [Progress(work.get_kind_display(), self._done(work), work.total) for work in self.work]

    def _done(self, work: KeyWork) -> int:
        return work.done if work.kind == KeyWork.Kind.REKEY else max(0, work.total - self.old_grants)

    @property
    def healthy(self) -> bool:
        """Whether there is a key, every version opens, and nothing is left half done."""
        return self.active is not None and not self.shut and not self.work


def keeper_of(agency_id: UUID, partnership_id: UUID) -> Actor:
    """The product itself at work on an agency's keys, which only the agency's own context can see."""
    return system_actor("keys", partnership_id, agency_id)


def agencies_with_keys(actor: Actor) -> list[Agency]:
    """The agencies of the partnership whose keys the actor may turn."""
    serving = Agency.objects.filter(partnerships=actor.partnership_id).order_by("name")
    return [agency for agency in serving if may_turn_keys(actor, agency)]


def agency_with_keys(actor: Actor, code: str, act: Act) -> Agency:
    """The agency of this code, where the actor may turn its keys; else it is not known (NotKnown)."""
    for agency in agencies_with_keys(actor):
        if agency.code == code:
            return agency
    raise NotKnown(act)


def root_key_works() -> bool:
    """Whether the root key can be used now."""
    return root().healthy()


def unfinished(actor: Actor, agency: Agency, kind: KeyWork.Kind) -> KeyWork | None:
    """The work of this kind on this agency's keys that has not been finished, if there is any."""
    return KeyWork.objects.filter(partnership=actor.partnership_id, agency=agency, kind=kind, finished_at=None).first()


def how_keys_stand(actor: Actor) -> list[AgencyKeys]:
    """The keys of every agency that the actor may look after; refuses (NotPermitted) whoever administers nothing."""
    require_look_at_keys(actor, KEYS_LOOKED_AT)
    record(KEYS_LOOKED_AT, by=actor)
    return [_keys_of(agency, actor) for agency in agencies_with_keys(actor)]


def _keys_of(agency: Agency, actor: Actor) -> AgencyKeys:
    with acting(keeper_of(agency.pk, actor.partnership_id)):
        data_keys = DataKey.objects.aggregate(
            new=Count("id", filter=Q(active=True)), old=Count("id", filter=~Q(active=True))
        )
        return AgencyKeys(
            agency,
            tuple(_versions(agency)),
            data_keys["new"],
            data_keys["old"],
            tuple(KeyWork.objects.filter(agency=agency, partnership=actor.partnership_id, finished_at=None)),
        )


def _versions(agency: Agency) -> Iterator[Version]:
    grants = KeyGrant.objects.filter(agency_id=agency.pk).values_list("agency_key").annotate(Count("key_id"))
    needed = dict(grants)
    for key in AgencyKey.objects.filter(agency_id=agency.pk).order_by("version"):
        yield Version(key.version, key.made_at, key.active, needed.get(key.pk, 0), _opens(key))


def _opens(key: AgencyKey) -> bool:
    try:
        agency_cipher(key.pk)
    except (Unreadable, RootKeyUnavailable):
        return False
    return True
