"""Opening a package from outside: nobody is signed in, so the product itself looks, in the name of the sender."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from audit.ledger.events import Facts, event
from casework.shown import open_for_page
from multiagency.acts import PACKAGE_MISSED, PACKAGE_OPENED
from multiagency.packages.codes import hash_of, plain
from multiagency.packages.models import ENDS, MOST_TRIES, Package, PackageUse, Use
from multiagency.packages.services import lock_uses, subject_of
from multiagency.sharing.copies import Copy, copies
from multiagency.sharing.models import DisclosedItem
from vault.opening import seal

BEHIND = "SELECT package_id, partnership_id, owner_id FROM package_behind(%s)"


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """Who somebody says that they are, and the code that they were told."""

    name: str
    post: str
    code: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the copies where the code was right, else how many tries are left.

    `kept_back` is how many things were corrected or recalled before it was opened, which whoever opens is not shown.
    """

    left: int
    package: Package | None = None
    copies: tuple[Copy, ...] = field(default=(), repr=False)
    kept_back: int = 0


def tries_left(link: str) -> int:
    """How often a code may still be tried at this link; 0 for one opened, taken back, run out, tried out or made up."""
    found = _behind(link)
    if found is None:
        return 0
    package_id, actor = found
    with acting(actor):
        return _left(Package.objects.get(pk=package_id))


def open_package(*, link: str, said: Said) -> Outcome:
    """Open what was sent with the code, once; a wrong one is counted. Whoever opens and who tries are on record."""
    found = _behind(link)
    if found is None:
        return Outcome(0)
    package_id, actor = found
    with acting(actor):
        package = Package.objects.select_related("disclosure", "agency", "owner").get(pk=package_id)
        lock_uses(package)
        left = _left(package)
        if not left:
            return Outcome(0)
        if not check_password(plain(said.code), package.code):
            _miss(actor, package, MOST_TRIES - left + 1)
            return Outcome(left - 1)
        return _opened(actor, package, said, MOST_TRIES - left + 1)


def _behind(link: str) -> tuple[Any, Actor] | None:
    """The package of a link, and the product at work for its sender."""
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [hash_of(link)])
        row = cursor.fetchone()
    return (row[0], system_actor("packages", row[1], row[2])) if row else None


def _left(package: Package) -> int:
    uses = list(PackageUse.objects.filter(package=package).values_list("use", flat=True))
    if package.expires_at <= timezone.now() or set(uses) & set(ENDS):
        return 0
    return max(MOST_TRIES - len(uses), 0)


def _miss(actor: Actor, package: Package, number: int) -> None:
    facts: Facts = {"package": package.pk, "try": number}
    with event(PACKAGE_MISSED, by=actor, subject=subject_of(package), facts=facts):
        _use(package, number, Use.MISSED).save(force_insert=True)


@transaction.atomic
def _opened(actor: Actor, package: Package, said: Said, number: int) -> Outcome:
    facts: Facts = {"package": package.pk, "to": package.agency_id}
    purpose = package.disclosure.purpose
    used = _use(package, number, Use.OPENED)
    seal(actor.agency_id, [(used, {"said": {"name": said.name, "post": said.post}})])
    with event(PACKAGE_OPENED, by=actor, subject=subject_of(package), purpose=purpose, facts=facts) as ticket:
        used.save(force_insert=True)
        sent = DisclosedItem.objects.filter(disclosure_id=package.disclosure_id)
        rows = list(sent.filter(recalls=None).select_related("owner").order_by("number"))
        shown = copies(rows, open_for_page(actor, ticket, rows, "copy"))
    return Outcome(MOST_TRIES - number, package, shown, sent.count() - len(rows))


def _use(package: Package, number: int, use: Use) -> PackageUse:
    return PackageUse(
        partnership_id=package.partnership_id, owner_id=package.owner_id, package=package, number=number, use=use
    )
