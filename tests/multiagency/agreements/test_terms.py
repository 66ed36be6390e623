"""What the sharing decision is told of agreements between two agencies."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.models import AgreementVersion, Effect
from multiagency.agreements.services.stopping import suspend, withdraw
from multiagency.agreements.terms import Terms, terms_between
from tests.cast import actor
from tests.multiagency.agreements.agreeing import clauses, desk, fresh, in_force, offered, signed
from tests.town import Town

MANAGE = Purpose.OFFENDER_MANAGEMENT.value
LICENCE, HISTORY = Category.SENTENCE_LICENCE.value, Category.OFFENDING_HISTORY.value


def asked(town: Town, *flows: tuple[str, str], back: bool = False, days: int = 0) -> dict[tuple[str, str], Terms]:
    """What police may send probation under agreements, or the other way round."""
    ends = (town.probation, town.police) if back else (town.police, town.probation)
    with acting(actor(town.caseworker)):
        return terms_between(*ends, flows or [(MANAGE, LICENCE)], timezone.now() + timedelta(days=days))


def licence(town: Town, **options: object) -> AgreementVersion:
    """An agreement in force by which the police send probation sentences and licences."""
    said = clauses(town.police, town.probation, Category.SENTENCE_LICENCE, **options)  # type: ignore[arg-type]
    return in_force(town, [said], town.probation)


def test_a_clause_in_force_covers_its_flow_in_its_direction(town: Town) -> None:
    version = licence(town, condition="Named officers only")
    terms = asked(town)[MANAGE, LICENCE]
    assert terms == Terms(
        version.pk, "ISA-001",
        {
            "state": "LIVE", "signed_a": True, "signed_b": True, "purposes": [MANAGE], "categories": [LICENCE],
            "review_overdue_days": 0,
        },
        True, ("CDA_115",), version.ends_on, "Named officers only",
    )  # fmt: skip
    assert asked(town, back=True)[MANAGE, LICENCE].facts["categories"] == []


def test_agencies_with_no_agreement_have_no_terms(town: Town) -> None:
    licence(town)
    with acting(actor(town.caseworker)):
        assert terms_between(town.police, town.charity, [(MANAGE, LICENCE)], timezone.now()) == {}
        assert terms_between(town.police, town.probation, [], timezone.now()) == {}


def test_what_is_covered_for_one_purpose_is_not_for_another(town: Town) -> None:
    support = Purpose.VICTIM_SUPPORT
    in_force(
        town,
        [
            clauses(town.police, town.probation, Category.SENTENCE_LICENCE),
            clauses(town.police, town.probation, Category.OFFENDING_HISTORY, purpose=support),
        ],
        town.probation,
    )
    terms = asked(town, (MANAGE, HISTORY), (support.value, HISTORY), (Purpose.MAPPA.value, HISTORY))
    assert terms[MANAGE, HISTORY].facts["categories"] == [LICENCE]
    assert not terms[MANAGE, HISTORY].covers
    assert terms[support.value, HISTORY].covers
    assert terms[Purpose.MAPPA.value, HISTORY].facts["purposes"] == [MANAGE, support.value]
    assert terms[Purpose.MAPPA.value, HISTORY].facts["categories"] == [HISTORY, LICENCE]


def test_what_a_clause_denies_is_not_covered(town: Town) -> None:
    in_force(
        town,
        [
            clauses(town.police, town.probation, Category.SENTENCE_LICENCE),
            clauses(town.police, town.probation, Category.OFFENDING_HISTORY, effect=Effect.DENY),
        ],
        town.probation,
    )
    assert asked(town, (MANAGE, HISTORY))[MANAGE, HISTORY].facts["categories"] == [LICENCE]


def test_the_agreement_in_force_comes_before_one_that_is_not(town: Town) -> None:
    police, probation = desk(town.partnership, town.police), desk(town.partnership, town.probation)
    said = [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)]
    waiting = offered(police, [probation], said)
    assert asked(town)[MANAGE, LICENCE].facts["signed_a"] is False
    live = signed(offered(police, [probation], said), police, probation)
    assert asked(town)[MANAGE, LICENCE].version_id == live.pk
    signed(waiting, police)
    assert asked(town)[MANAGE, LICENCE].version_id == live.pk


def test_a_signature_missing_of_either_end_is_named_and_of_a_third_makes_a_draft(town: Town) -> None:
    police, probation, charity = (
        desk(town.partnership, agency) for agency in (town.police, town.probation, town.charity)
    )
    said = [clauses(town.police, town.probation, Category.SENTENCE_LICENCE)]
    version = signed(offered(police, [probation, charity], said), police)
    assert asked(town)[MANAGE, LICENCE].facts["state"] == "DRAFT"
    signed(version, charity)
    terms = asked(town)[MANAGE, LICENCE].facts
    assert (terms["state"], terms["signed_a"], terms["signed_b"]) == ("LIVE", True, False)
    signed(version, probation)
    assert asked(town)[MANAGE, LICENCE].facts["signed_b"] is True


def test_p5_past_its_review_it_counts_with_a_warning_and_past_its_end_it_does_not(town: Town) -> None:
    licence(town)
    assert asked(town, days=300)[MANAGE, LICENCE].facts["review_overdue_days"] == 0
    late = asked(town, days=310)[MANAGE, LICENCE].facts
    assert (late["state"], late["review_overdue_days"]) == ("LIVE", 10)
    assert asked(town, days=365)[MANAGE, LICENCE].facts["state"] == "EXPIRED"


def test_isa_08_a_party_that_stops_sending_stops_its_own_flows_alone(town: Town) -> None:
    both = [
        clauses(town.police, town.probation, Category.SENTENCE_LICENCE),
        clauses(town.probation, town.police, Category.SENTENCE_LICENCE),
    ]
    version = in_force(town, both, town.probation)
    with acting(fresh(town.auditor)):
        suspend(actor=fresh(town.auditor), agreement=version.agreement, words="Data went astray")
    assert asked(town)[MANAGE, LICENCE].facts["state"] == "SUSPENDED"
    assert asked(town, back=True)[MANAGE, LICENCE].facts["state"] == "LIVE"


def test_whoever_leaves_neither_sends_nor_is_sent(town: Town) -> None:
    version = licence(town)
    with acting(fresh(town.lead_auditor)):
        withdraw(actor=fresh(town.lead_auditor), version=version, words="The service ended")
    assert asked(town)[MANAGE, LICENCE].facts["state"] == "WITHDRAWN"


@pytest.mark.parametrize("agreements", [1, 4])
def test_terms_cost_the_same_however_many_agreements_there_are(
    town: Town, agreements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(agreements):
        licence(town)
    flows = [(MANAGE, category.value) for category in Category]
    with acting(actor(town.caseworker)), django_assert_num_queries(7):
        terms_between(town.police, town.probation, flows, timezone.now())
