"""Who reads where a victim is: gate 4. Named people alone, and nobody linked to whoever harms, named or not."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.acts import Act
from casework.acts import CONTACT_ACKNOWLEDGED
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission, Role
from casework.cases.policies import may_work, sees_without_glass
from casework.conflicts.models import Conflict
from casework.people.rows import RowsOfHuman, rows_of_humans
from casework.safe_contact.models import Acknowledgement, Approach, HarmedBy, NamedReader, Part, ProtectedWords
from casework.whereabouts.models import Address, ContactPoint


def parts_read(actor: Actor, case: Case) -> frozenset[Part]:
    """The parts that the actor reads now: named to, with the case by other means than break-glass, and not linked.

    Asked at every opening, so that an end, a conflict or a link counts from the next one on.
    """
    if case.owner_id != actor.agency_id or case.role != Role.VICTIM:
        return frozenset()
    named = NamedReader.objects.filter(case=case, user_id=actor.principal, ended_at=None)
    parts = frozenset(Part(part) for part in named.values_list("part", flat=True))
    if parts and sees_without_glass(actor, case) and not is_linked(actor.principal, case):
        return parts
    return frozenset()


def reads(actor: Actor, case: Case, part: Part) -> bool:
    """Whether the actor reads this part now."""
    return part in parts_read(actor, case)


def is_linked(user_id: UUID, case: Case) -> bool:
    """Whether somebody knows whoever harms the person of this case, or works a case of theirs as an offender.

    Whoever harms is every row by which linked agencies know that human being. Asks as far as the reader's agency sees:
    governance VIC-02 wants no override, and there is none.
    """
    who_harms = HarmedBy.objects.filter(case=case).values(row=RowsOfHuman("person_id"))
    of_theirs = Case.objects.filter(person__in=who_harms, role=Role.OFFENDER)
    either = Q(person__in=rows_of_humans(case.person_id)) | Q(person__in=who_harms)
    knows = Conflict.objects.filter(either, user=user_id, lifted_at=None)
    by_name = CaseUserPermission.objects.filter(content_object__in=of_theirs, user=user_id)
    by_team = CaseTeamPermission.objects.filter(content_object__in=of_theirs, group__user=user_id)
    return Case.objects.filter(Exists(knows) | Exists(by_name) | Exists(by_team), pk=case.pk).exists()


def names_readers(actor: Actor, case: Case) -> bool:
    """Whether the actor says who reads: whoever leads the case, and team managers who work it."""
    return may_work(actor, case) and (case.lead_id == actor.principal or actor.has(StaffRole.TEAM_MANAGER))


def require_read(actor: Actor, act: Act, case: Case, part: Part) -> None:
    """Refuse, in words that say nothing of a link, whoever does not read this part."""
    if not reads(actor, case, part):
        raise NotPermitted(
            act,
            case.subject,
            words="Only people who are named for it may read this, whatever their role.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
            facts={"part": part.value},
        )


def require_naming(actor: Actor, act: Act, case: Case) -> None:
    """Refuse, in words, whoever does not say who reads."""
    if not names_readers(actor, case):
        raise NotPermitted(
            act,
            case.subject,
            words="The lead of the case, or a team manager who works it, says who may read this.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
        )


def require_nameable(act: Act, case: Case, user: User) -> None:
    """Refuse somebody of another agency and somebody linked to whoever harms; the words do not say which link."""
    if user.agency_id != case.owner_id or is_linked(user.pk, case):
        raise NotPermitted(
            act,
            case.subject,
            words="This colleague cannot be named here. Choose somebody else.",
            resolver="the information-governance officer of your agency",
        )


def parts_for(approach: Approach) -> frozenset[Part]:
    """What somebody must be named to read before they contact in this way: for a letter, also where the person is."""
    return frozenset(Part) if approach == Approach.LETTER else frozenset({Part.CONTACT})


def waiting_addresses() -> QuerySet[Address]:
    """Addresses of victims for which letters wait, because nobody else has checked them since they changed (P14).

    What is said in words of where somebody is may be that they moved: an address that was checked before waits anew.
    """
    words = ProtectedWords.objects.filter(case=OuterRef("case"), part=Part.LOCATION).values("written_at")[:1]
    changed = Q(checked_at=None) | Q(checked_at__lt=Subquery(words))
    return Address.objects.filter(changed, role=Role.VICTIM, ended_at=None)


def letters_wait(case: Case) -> bool:
    """Whether an address of a victim case waits for a second person; while one does, no letter goes anywhere."""
    return waiting_addresses().filter(case=case).exists()


def rule_changed_at(case: Case) -> datetime | None:
    """When anything of how or where to contact was last written down or suppressed: the version of the rule."""
    moments = [
        *ContactPoint.objects.filter(case=case).aggregate(Max("written_at"), Max("ended_at")).values(),
        *Address.objects.filter(case=case).aggregate(Max("written_at"), Max("ended_at")).values(),
        ProtectedWords.objects.filter(case=case).aggregate(last=Max("written_at"))["last"],
    ]
    return max(filter(None, moments), default=None)


def acknowledged_until(actor: Actor, case: Case, rule_at: datetime | None) -> dict[Approach, datetime]:
    """Until when each way of contact is acknowledged by the actor, of the rule in this version."""
    if rule_at is None:
        return {}
    rows = Acknowledgement.objects.filter(
        case=case, user_id=actor.principal, ends_at__gt=timezone.now(), rule_at=rule_at
    )
    return {Approach(approach): ends_at for approach, ends_at in rows.values_list("approach", "ends_at").order_by("pk")}


def why_not(actor: Actor, case: Case, approach: Approach) -> str:
    """Why the actor may not contact the person in this way now, in words for a form; empty where they may.

    On an offender case there is no rule. On a victim case (governance, VIC-04; practice, P13 and P14) whoever contacts
    is named to read how, letters wait while an address is unchecked, and the rule has been read first.
    """
    if case.role != Role.VICTIM:
        return ""
    if words := _why_never(actor, case, approach):
        return words
    if approach not in acknowledged_until(actor, case, rule_changed_at(case)):
        return (
            "Read how to contact them safely first, and say that you have. It holds for a short time. A way that is "
            "not offered is not known to be safe: do not use it. If it has happened, log it as work done for them, "
            "say in the note what happened, and tell the lead."
        )
    return ""


def _why_never(actor: Actor, case: Case, approach: Approach) -> str:
    """Why the actor may not contact the person in this way whatever they read; empty where they may."""
    if not parts_for(approach) <= parts_read(actor, case):
        return (
            "Contact with this person goes through the people named for safe contact. You can log work done for them, "
            "or a contact that they made themselves."
        )
    if approach == Approach.LETTER and letters_wait(case):
        return "An address was changed and nobody else has checked it yet. No letter goes out until somebody has."
    return ""


def require_named(actor: Actor, act: Act, case: Case, approach: Approach) -> None:
    """Refuse whoever is not named to read what this way of contact needs, and letters while an address is unchecked."""
    _refuse(act, case, approach, _why_never(actor, case, approach))


def require_acknowledged(actor: Actor, case: Case, approach: Approach) -> None:
    """Refuse, in words, a contact for which the actor has not just acknowledged the rule, or which is not safe.

    Only a way that is known to be safe can be acknowledged, so an acknowledgement stands for that too.
    """
    _refuse(CONTACT_ACKNOWLEDGED, case, approach, why_not(actor, case, approach))


def _refuse(act: Act, case: Case, approach: Approach, words: str) -> None:
    if words:
        raise NotPermitted(
            act,
            case.subject,
            words=words,
            resolver=f"the people named for safe contact on the case, or its lead, at {case.owner.name}",
            facts={"approach": approach.value},
        )
