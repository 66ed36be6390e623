"""Saying in a draft what may and must not be sent; no two clauses speak of the same."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway, beyond_serious_violence_duty
from multiagency.agreements.models import AgreementVersion, Clause, Effect
from multiagency.agreements.sections import Section
from multiagency.agreements.services.editing import Edit, editing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClauses:
    """One clause for each category, alike but for that."""

    from_type: AgencyType
    to_type: AgencyType
    purpose: Purpose
    categories: tuple[Category, ...]
    effect: Effect
    gateways: tuple[Gateway, ...] = ()
    condition: str = ""

    def refuse_beside(self, version: AgreementVersion) -> None:
        """Refuse (ValidationError), in words that name both, what a clause of this version speaks of already."""
        same = version.clauses.filter(
            from_type=self.from_type, to_type=self.to_type, purpose=self.purpose, category__in=self.categories
        )
        problems = [_both(clause, self) for clause in same.order_by("number")]
        if problems:
            raise ValidationError(problems)


def add_clauses(*, actor: Actor, edit: Edit, new: NewClauses) -> AgreementVersion:
    """Add clauses to a draft.

    Refuses as `editing`, and (ValidationError, in words) a clause about what another clause speaks of already, whether
    it says the same or the opposite, and the serious violence duty for data that it never covers (P4).
    """
    _refuse_serious_violence_duty(new)
    with editing(actor, edit, check=new.refuse_beside, section=Section.ITEMS.value) as version:
        last = version.clauses.aggregate(last=Max("number"))["last"] or 0
        Clause.objects.bulk_create(
            Clause(
                partnership_id=version.partnership_id, owner_id=version.owner_id, version=version, number=number,
                from_type=new.from_type, to_type=new.to_type, purpose=new.purpose, category=category,
                effect=new.effect, gateways=list(new.gateways), condition=new.condition,
            )
            for number, category in enumerate(new.categories, last + 1)
        )  # fmt: skip
    return version


def remove_clause(*, actor: Actor, edit: Edit, number: int) -> AgreementVersion:
    """Take a clause out of a draft. Refuses as `editing`."""
    with editing(actor, edit, section=Section.ITEMS.value, clause=number) as version:
        version.clauses.filter(number=number).delete()
    return version


def _refuse_serious_violence_duty(new: NewClauses) -> None:
    beyond = [one for one in new.categories if beyond_serious_violence_duty(new.from_type, one)]
    if Gateway.PCSC_16 in new.gateways and beyond:
        listed = ", ".join(category.label for category in beyond)
        raise ValidationError(
            "The serious violence duty (section 16) covers neither patient information nor personal data from health"
            f" and social care. Choose another legal power for: {listed}."
        )


def _both(there: Clause, new: NewClauses) -> str:
    flow = (
        f"{there.get_category_display()} from {there.get_from_type_display()} to {there.get_to_type_display()}, for"
        f" {there.get_purpose_display().lower()}"
    )
    says = Effect(there.effect).label.lower()
    if there.effect == new.effect:
        return f"Clause {there.number} says already that this {says}: {flow}."
    return (
        f"Clause {there.number} says that this {says}, and the new clause that it {new.effect.label.lower()}: {flow}."
        f" Remove clause {there.number} first, or leave this out."
    )
