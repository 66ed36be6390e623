"""What the sender sees of the ways in that were made: whether each was opened, by whom, or tried in vain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.shown import Shown, open_for_page, show
from multiagency.acts import PACKAGES_LOOKED_AT
from multiagency.packages.models import MOST_TRIES, Package, PackageUse, Use
from multiagency.packages.policies import sent_by
from multiagency.sharing.models import Disclosure


@dataclass(frozen=True, slots=True)
class Used:
    """One thing done with a package; `who` is who they said that they were, where it was opened."""

    row: PackageUse
    who: Shown | None


@dataclass(frozen=True, slots=True)
class Way:
    """A package with what was done with it, in order."""

    package: Package
    uses: tuple[Used, ...]

    def usable(self, at: datetime) -> bool:
        """Whether it can still be opened."""
        ended = any(one.row.use != Use.MISSED for one in self.uses)
        return not ended and len(self.uses) < MOST_TRIES and self.package.expires_at > at

    @property
    def open(self) -> bool:
        """Whether it can be opened now."""
        return self.usable(timezone.now())


def find_sent(actor: Actor, disclosure_id: UUID) -> Disclosure:
    """The disclosure behind an address; NotKnown where the actor's agency sent none, or they do not see its case."""
    found = sent_by(actor).select_related("case__owner", "agency", "owner").filter(pk=disclosure_id).first()
    if found is None:
        raise NotKnown(PACKAGES_LOOKED_AT, Subject("disclosure", disclosure_id))
    return found


def find_package(actor: Actor, package_id: UUID) -> Package:
    """The package behind an address; NotKnown as `find_sent`."""
    rows = Package.objects.select_related("disclosure__case__owner").filter(disclosure__in=sent_by(actor))
    found = rows.filter(pk=package_id).first()
    if found is None:
        raise NotKnown(PACKAGES_LOOKED_AT, Subject("package", package_id))
    return found


def ways_into(actor: Actor, disclosure: Disclosure) -> tuple[Way, ...]:
    """The packages of a disclosure, the newest first, and writes the look down."""
    packages = list(Package.objects.filter(disclosure=disclosure).select_related("made_by").order_by("-pk"))
    uses = list(
        PackageUse.objects.filter(package__in=packages).select_related("revoked_by", "owner").order_by("number")
    )
    subject = Subject("disclosure", disclosure.pk, disclosure.owner_id)
    with event(PACKAGES_LOOKED_AT, by=actor, subject=subject, purpose=disclosure.purpose) as ticket:
        opened = open_for_page(actor, ticket, [one for one in uses if one.use == Use.OPENED], "said")
    shown = [Used(one, _who(opened[one.pk]["said"], one) if one.pk in opened else None) for one in uses]
    return tuple(Way(package, _of(package, shown)) for package in packages)


def _of(package: Package, used: Iterable[Used]) -> tuple[Used, ...]:
    return tuple(one for one in used if one.row.package_id == package.pk)


def _who(said: object, use: PackageUse) -> Shown:
    if isinstance(said, dict):
        return Shown(f"{said['name']}, {said['post']}", None, use.owner)
    return show(said, use.owner)
