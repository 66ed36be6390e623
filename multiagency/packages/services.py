"""Making a way in to a disclosure, and taking it back."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import Facts, Subject, event
from multiagency.acts import PACKAGE_MADE, PACKAGE_REVOKED
from multiagency.packages.codes import hash_of, new_code, new_link, plain
from multiagency.packages.models import ENDS, Package, PackageUse, Use
from multiagency.packages.policies import require_hand_over, require_not_here
from multiagency.sharing.models import Disclosure


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """What the maker is shown once: the link to send, and the code to tell by another way."""

    package: Package
    link: str
    code: str


def subject_of(package: Package) -> Subject:
    """The disclosure of a package, as the ledger names it."""
    return Subject("disclosure", package.disclosure_id, package.owner_id)


def lock_uses(package: Package) -> None:
    """Let whoever opens and whoever takes it back wait for each other until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"package {package.pk}"])


@transaction.atomic
def make_package(*, actor: Actor, disclosure: Disclosure, days: int) -> Made:
    """Make a link and a code that open a disclosure once, until some days from now.

    Neither is kept: only hashes are. Refuses (NotPermitted) whoever does not work the case, and an agency that has
    people on this system.
    """
    require_hand_over(actor, PACKAGE_MADE, disclosure)
    require_not_here(disclosure)
    link, code = new_link(), new_code()
    package = Package(
        partnership_id=disclosure.partnership_id, owner_id=disclosure.owner_id, disclosure=disclosure,
        agency_id=disclosure.agency_id, made_by_id=actor.principal, link=hash_of(link), code=make_password(plain(code)),
        expires_at=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    facts: Facts = {"package": package.pk, "to": disclosure.agency_id, "days": days}
    with event(PACKAGE_MADE, by=actor, subject=subject_of(package), purpose=disclosure.purpose, facts=facts):
        package.save(force_insert=True)
    return Made(package, link, code)


@transaction.atomic
def revoke_package(*, actor: Actor, package: Package) -> bool:
    """Take a way in back, from the next try on; False where it was opened or taken back before, which changes nothing.

    Refuses (NotPermitted) whoever does not work the case.
    """
    require_hand_over(actor, PACKAGE_REVOKED, package.disclosure)
    lock_uses(package)
    uses = list(PackageUse.objects.filter(package=package))
    if any(one.use in ENDS for one in uses):
        return False
    with event(PACKAGE_REVOKED, by=actor, subject=subject_of(package), facts={"package": package.pk}):
        PackageUse.objects.create(
            partnership_id=package.partnership_id, owner_id=package.owner_id, package=package, number=len(uses) + 1,
            use=Use.REVOKED, revoked_by_id=actor.principal,
        )  # fmt: skip
    return True


def revoke_all(*, actor: Actor, disclosure_id: UUID) -> None:
    """Take every way in to a disclosure back that was not opened yet, where what it went with is withdrawn.

    Refuses as `revoke_package`.
    """
    for package in Package.objects.select_related("disclosure").filter(disclosure_id=disclosure_id).order_by("pk"):
        revoke_package(actor=actor, package=package)
