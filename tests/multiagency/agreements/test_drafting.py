"""Writing a draft: what it must say, what is refused in words, and who may write it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.models import Event
from casework.categories import Category
from casework.purposes import Purpose
from casework.refusals import ChangedMeanwhile
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.models import Agreement, AgreementVersion, Clause, Dpia, Effect
from multiagency.agreements.readiness import blank_sections
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.services.clauses import NewClauses, add_clauses, remove_clause
from multiagency.agreements.services.drafting import (
    Assessed,
    NewAgreement,
    Term,
    name_lead,
    offer,
    start_agreement,
    write_dpia,
    write_parties,
    write_section,
)
from multiagency.agreements.services.editing import SignedAlready
from multiagency.agreements.services.versions import DraftThere, make_version
from tests.cast import actor
from tests.multiagency.agreements.agreeing import Desk, clauses, desk, drafted, edit, offered, signed, started
from tests.town import Town
from vault.ids import uuid7


@pytest.fixture
def police(town: Town) -> Desk:
    return desk(town.partnership, town.police)


@pytest.fixture
def probation(town: Town) -> Desk:
    return desk(town.partnership, town.probation)


def licences(town: Town, *categories: Category, **options: object) -> NewClauses:
    """What the police may send probation: licences, where nothing else is said."""
    said = categories or (Category.SENTENCE_LICENCE,)
    return clauses(town.police, town.probation, *said, **options)  # type: ignore[arg-type]


def refused(police: Desk, version: AgreementVersion) -> list[str]:
    who = actor(police.officer)
    with acting(who), pytest.raises(ValidationError) as refusal:
        offer(actor=who, edit=edit(version))
    return refusal.value.messages


def test_isa_02_a_new_draft_names_every_section_that_is_blank(police: Desk) -> None:
    agreement = started(police)
    with acting(actor(police.officer)):
        version = agreement.versions.get()
    assert refused(police, version) == [f"Still blank: {section.label}." for section in Section]


@pytest.mark.parametrize("section", [*QUESTIONS])
def test_isa_02_each_section_in_words_that_is_blank_is_named(
    town: Town, police: Desk, probation: Desk, section: Section
) -> None:
    version = drafted(police, [probation], [licences(town)])
    who = actor(police.officer)
    with acting(who):
        write_section(actor=who, edit=edit(version), section=section, words="   ")
    assert refused(police, version) == [f"Still blank: {section.label}."]


def test_isa_02_parties_bases_items_and_powers_that_lack_are_named(town: Town, police: Desk, probation: Desk) -> None:
    version = drafted(police, [probation], [licences(town)])
    who = actor(police.officer)
    with acting(who):
        write_parties(actor=who, edit=edit(version), parties=[])
    blank = [f"Still blank: {one.label}." for one in (Section.PARTIES, Section.ITEMS, Section.BASES, Section.GATEWAYS)]
    assert refused(police, version) == blank


def test_isa_02_a_clause_without_a_legal_power_is_not_ready(town: Town, police: Desk, probation: Desk) -> None:
    bare = NewClauses(
        from_type=AgencyType.POLICE, to_type=AgencyType.PROBATION, purpose=Purpose.MAPPA, effect=Effect.ALLOW,
        categories=(Category.IDENTITY,),
    )  # fmt: skip
    version = drafted(police, [probation], [licences(town), bare])
    assert refused(police, version) == [f"Still blank: {Section.GATEWAYS.label}."]


@pytest.mark.parametrize(
    "said",
    [
        Assessed(dpia=Dpia.NOT_REQUIRED, reason=" "),
        Assessed(dpia=Dpia.DONE, reference="DPIA-4"),
    ],
)
def test_isa_07_without_an_assessment_or_a_reason_it_cannot_go_live(
    town: Town, police: Desk, probation: Desk, said: Assessed
) -> None:
    version = drafted(police, [probation], [licences(town)])
    who = actor(police.officer)
    with acting(who):
        write_dpia(actor=who, edit=edit(version), said=said)
    assert refused(police, version) == [f"Still blank: {Section.DPIA.label}."]


def test_isa_07_a_reasoned_not_required_can_go_live(town: Town, police: Desk, probation: Desk) -> None:
    version = drafted(police, [probation], [licences(town)])
    who = actor(police.officer)
    said = Assessed(dpia=Dpia.NOT_REQUIRED, reason="The screening found no high risk")
    with acting(who):
        write_dpia(actor=who, edit=edit(version), said=said)
        assert offer(actor=who, edit=edit(version)).offered_at


def test_what_ended_before_anybody_signed_is_not_put_forward(town: Town, police: Desk, probation: Desk) -> None:
    version = drafted(police, [probation], [licences(town)], (-400, -40, 0))
    assert refused(police, version) == ["The end has come before anybody signed. Give it a later one."]


def test_a_clause_that_says_the_opposite_of_another_is_refused_with_both_named(
    town: Town, police: Desk, probation: Desk
) -> None:
    version = drafted(police, [probation], [licences(town)])
    who = actor(police.officer)
    with acting(who), pytest.raises(ValidationError) as refusal:
        add_clauses(actor=who, edit=edit(version), new=licences(town, effect=Effect.DENY))
    (said,) = refusal.value.messages
    assert said == (
        "Clause 1 says that this may be sent, and the new clause that it must not be sent: Sentence and licence from"
        " Police to Probation, for managing somebody who offends. Remove clause 1 first, or leave this out."
    )
    with acting(who), pytest.raises(ValidationError, match="Clause 1 says already that this may be sent"):
        add_clauses(actor=who, edit=edit(version), new=licences(town))
    with acting(who):
        remove_clause(actor=who, edit=edit(version), number=1)
        add_clauses(actor=who, edit=edit(version), new=licences(town, effect=Effect.DENY))
        assert Clause.objects.get(version=version).effect == Effect.DENY


@pytest.mark.parametrize("category", [Category.HEALTH_MENTAL, Category.SUBSTANCE_TREATMENT, Category.COUNSELLING])
def test_p4_the_serious_violence_duty_is_refused_for_health_data_of_anybody(
    town: Town, police: Desk, category: Category
) -> None:
    agreement, who = started(police), actor(police.officer)
    new = licences(town, category, Category.IDENTITY, gateway=Gateway.PCSC_16)
    with acting(who), pytest.raises(ValidationError) as refusal:
        add_clauses(actor=who, edit=edit(agreement.versions.get()), new=new)
    assert refusal.value.messages[0].endswith(f"Choose another legal power for: {category.label}.")


@pytest.mark.parametrize("sender", [AgencyType.ASC, AgencyType.CSC, AgencyType.NHS_MH, AgencyType.GP_ICB])
def test_p4_the_serious_violence_duty_is_refused_for_any_data_of_health_and_social_care(
    police: Desk, sender: AgencyType
) -> None:
    agreement, who = started(police), actor(police.officer)
    new = NewClauses(
        from_type=sender, to_type=AgencyType.POLICE, purpose=Purpose.SERIOUS_VIOLENCE_PREVENTION, effect=Effect.ALLOW,
        categories=(Category.IDENTITY,), gateways=(Gateway.PCSC_16,),
    )  # fmt: skip
    with acting(who), pytest.raises(ValidationError, match="serious violence duty"):
        add_clauses(actor=who, edit=edit(agreement.versions.get()), new=new)


def test_p4_the_serious_violence_duty_may_be_cited_for_other_data(town: Town, police: Desk) -> None:
    agreement, who = started(police), actor(police.officer)
    with acting(who):
        version = agreement.versions.get()
        add_clauses(actor=who, edit=edit(version), new=licences(town, Category.IDENTITY, gateway=Gateway.PCSC_16))
        assert Clause.objects.get(version=version).gateways == ["PCSC_16"]


def test_an_edit_that_somebody_overtook_is_refused(police: Desk) -> None:
    agreement, who = started(police), actor(police.officer)
    with acting(who):
        first = edit(agreement.versions.get())
        write_section(actor=who, edit=first, section=Section.PURPOSE, words="To manage")
    with acting(who), pytest.raises(ChangedMeanwhile):
        write_section(actor=who, edit=first, section=Section.PURPOSE, words="To support")


def test_an_edit_takes_back_what_was_put_forward(town: Town, police: Desk, probation: Desk) -> None:
    version = offered(police, [probation], [licences(town)])
    who = actor(police.officer)
    with acting(who):
        assert write_section(actor=who, edit=edit(version), section=Section.PURPOSE, words="Why").offered_at is None


def test_isa_01_a_signed_version_is_not_edited_and_a_new_one_is_made_from_it(
    town: Town, police: Desk, probation: Desk
) -> None:
    version = signed(offered(police, [probation], [licences(town)]), probation)
    who = actor(police.officer)
    with acting(who), pytest.raises(SignedAlready):
        write_section(actor=who, edit=edit(version), section=Section.PURPOSE, words="Something else")
    number = uuid7()
    with acting(who):
        agreement = Agreement.objects.get(pk=version.agreement_id)
        new = make_version(actor=who, agreement=agreement, version_id=number)
        again = make_version(actor=who, agreement=agreement, version_id=number)
        assert (new.pk, again.pk, new.number, new.offered_at) == (number, number, 2, None)
        assert blank_sections(new, new.parties.select_related("agency"), new.clauses.all()) == []
    with acting(who), pytest.raises(DraftThere):
        make_version(actor=who, agreement=agreement, version_id=uuid7())


def test_started_twice_it_is_one_agreement_and_the_next_has_the_next_number(police: Desk) -> None:
    who, new = actor(police.officer), NewAgreement(title="Managing people who offend", lead=police.officer)
    with acting(who):
        rows = [start_agreement(actor=who, new=new) for _ in range(2)]
        other = start_agreement(actor=who, new=NewAgreement(title="Supporting victims", lead=police.officer))
    assert [row.reference for row in rows] == ["ISA-001", "ISA-001"]
    assert other.reference == "ISA-002"


def test_only_officers_of_the_owner_write(town: Town, police: Desk, probation: Desk) -> None:
    agreement = started(police)
    with acting(actor(police.officer)):
        change = edit(agreement.versions.get())
    for somebody in (town.caseworker, probation.officer):
        who = actor(somebody)
        with pytest.raises(NotPermitted), acting(who):
            write_section(actor=who, edit=change, section=Section.PURPOSE, words="Why")
    who = actor(town.caseworker)
    with pytest.raises(NotPermitted), acting(who):
        start_agreement(actor=who, new=NewAgreement(title="Ours", lead=town.caseworker))


def test_whoever_answers_for_it_works_for_the_owner(town: Town, police: Desk) -> None:
    agreement, who = started(police), actor(police.officer)
    with acting(who), pytest.raises(ValueError, match="works for the agency that owns it"):
        name_lead(actor=who, agreement=agreement, lead=town.partner)
    with acting(who):
        name_lead(actor=who, agreement=agreement, lead=town.auditor)
        assert Agreement.objects.get(pk=agreement.pk).lead == town.auditor


def test_every_edit_is_written_down(police: Desk) -> None:
    agreement, who = started(police), actor(police.officer)
    with acting(who):
        write_section(actor=who, edit=edit(agreement.versions.get()), section=Section.BREACH, words="Within a day")
        told = Event.objects.get(act="agreement.edit", subject_id=str(agreement.pk)).facts
    assert told == {"reference": "ISA-001", "version": 1, "section": "BREACH"}


def test_a_review_outside_the_term_is_refused() -> None:
    today = timezone.localdate()
    for review in (today, today + timedelta(days=11)):
        with pytest.raises(ValueError, match="reviewed after it starts"):
            Term(starts_on=today, review_on=review, ends_on=today + timedelta(days=10))


def test_a_section_that_is_not_in_words_is_not_written_in_words(police: Desk) -> None:
    agreement, who = started(police), actor(police.officer)
    with acting(who), pytest.raises(ValueError, match="not answered in words"):
        write_section(actor=who, edit=edit(agreement.versions.get()), section=Section.TERM, words="For ever")
