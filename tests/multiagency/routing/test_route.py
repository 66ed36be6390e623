"""Routing: the first rule that holds decides, nothing unknown makes one hold, and no referral goes in a circle."""

import json
import random
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from multiagency.routing.route import CONDITIONS, Outcome, Route, RoutingFacts, Rule, Rules, Target, Urgency, route
from multiagency.routing.written import BadFacts, as_json, check_facts, facts_from, problems_of

POLICE, COUNCIL, PROBATION, HEALTH, HOUSING = AGENCIES = [UUID(int=number) for number in range(1, 6)]
DESK = Target(COUNCIL, panel="MARAC")
FACTS = RoutingFacts(
    type="MARAC", grounds=frozenset({"VISIBLE_HIGH_RISK", "STALKING"}), risk="HIGH", ward="WEST_END", age=17,
    programme="MATAC", from_agency=POLICE, capacity={7: 0, 8: 2, 9: None},
)  # fmt: skip
UNKNOWN = RoutingFacts(type="MARAC", from_agency=POLICE, capacity={7: None})


def rule(name: str = "R1", priority: int = 1, to: UUID = HEALTH, team: int | None = None, **conditions: Any) -> Rule:
    return Rule(name, priority, conditions, Target(to, team), Urgency.URGENT, f"Because of {name}.")


def by(*rules: Rule, facts: RoutingFacts = FACTS, desk: Target = DESK) -> Route:
    return route(facts, Rules(rules, desk))


@pytest.mark.parametrize(
    ("conditions", "team", "holds"),
    [
        ({}, None, True),
        ({"type": ["MATAC", "MARAC"]}, None, True),
        ({"type": ["MATAC"]}, None, False),
        ({"any_ground": ["STALKING", "OTHER"]}, None, True),
        ({"any_ground": ["OTHER"]}, None, False),
        ({"all_grounds": ["STALKING", "VISIBLE_HIGH_RISK"]}, None, True),
        ({"all_grounds": ["STALKING", "OTHER"]}, None, False),
        ({"risk": ["HIGH"]}, None, True),
        ({"risk": ["LOW"]}, None, False),
        ({"ward": ["WEST_END"]}, None, True),
        ({"ward": ["HYDE_PARK"]}, None, False),
        ({"age_from": 17}, None, True),
        ({"age_from": 18}, None, False),
        ({"age_to": 17}, None, True),
        ({"age_to": 16}, None, False),
        ({"programme": ["MATAC"]}, None, True),
        ({"programme": ["IOM"]}, None, False),
        ({"room": True}, 8, True),
        ({"room": True}, 7, False),
        ({"room": True}, None, True),
        ({"room": True}, 10, True),
        ({"room": False}, 7, True),
        ({"room": False}, 8, False),
        ({"room": False}, 10, False),
        ({"room": True}, 9, False),
        ({"room": False}, 9, False),
        ({"type": ["MARAC"], "age_to": 16}, None, False),
    ],
)
def test_a_rule_holds_when_all_its_conditions_do(conditions: dict[str, Any], team: int | None, *, holds: bool) -> None:
    found = by(rule(team=team, **conditions))
    assert (found.outcome is Outcome.MATCHED) is holds
    assert found.rule_ids == (("R1",) if holds else ())


def test_every_condition_is_tried_above() -> None:
    tried = test_a_rule_holds_when_all_its_conditions_do.pytestmark[0].args[1]
    assert {name for conditions, _, _ in tried for name in conditions} == set(CONDITIONS)


@pytest.mark.parametrize(
    "conditions",
    [{"risk": ["HIGH"]}, {"ward": ["WEST_END"]}, {"age_from": 0}, {"age_to": 120}, {"programme": ["IOM"]},
     {"any_ground": ["STALKING"]}, {"all_grounds": ["STALKING"]}, {"room": True}, {"room": False}],
)  # fmt: skip
def test_what_is_not_known_makes_no_condition_hold(conditions: dict[str, Any]) -> None:
    assert by(rule(team=7, **conditions), facts=UNKNOWN).outcome is Outcome.NO_RULE


def test_the_lowest_priority_number_is_asked_first_and_a_full_team_passes_on() -> None:
    full = rule("FULL", 1, HEALTH, 7, room=True)
    assert by(rule("LATE", 3, HOUSING), full, rule("NEXT", 2, PROBATION)).rule_ids == ("NEXT",)
    found = by(rule("LATE", 3, HOUSING), replace(full, target=Target(HEALTH, 8, "MARAC")))
    assert found == Route(HEALTH, 8, "MARAC", Urgency.URGENT, ("FULL",), Outcome.MATCHED, "Because of FULL.")


def test_where_no_rule_holds_the_desk_decides() -> None:
    found = by(rule(type=["OTHER"]))
    assert (found.agency_id, found.panel, found.rule_ids, found.outcome) == (COUNCIL, "MARAC", (), Outcome.NO_RULE)
    assert "coordinator" in found.words


@pytest.mark.parametrize(("to", "path"), [(POLICE, ()), (HEALTH, (HEALTH,)), (HEALTH, (HOUSING, HEALTH))])
def test_a_rule_that_would_go_in_a_circle_ends_at_the_desk_with_words(to: UUID, path: tuple[UUID, ...]) -> None:
    found = by(rule("BACK", 1, to), rule("OTHER", 2, PROBATION), facts=replace(FACTS, path=path))
    assert (found.agency_id, found.outcome, found.rule_ids) == (COUNCIL, Outcome.LOOP, ("BACK",))
    assert "had it already" in found.words


def test_where_the_desk_itself_had_it_the_sender_chooses() -> None:
    found = by(facts=replace(FACTS, path=(COUNCIL,)))
    assert (found.agency_id, found.team_id, found.panel) == (None, None, "")
    assert "whoever sends it chooses" in found.words


codes = some.sampled_from(["A", "B", "C", ""])
wanted = some.lists(some.sampled_from(["A", "B", "C"]), min_size=1, max_size=2)
conditions = some.fixed_dictionaries(
    {},
    optional={
        "type": wanted, "any_ground": wanted, "all_grounds": wanted, "risk": wanted, "ward": wanted,
        "programme": wanted, "age_from": some.integers(0, 60), "age_to": some.integers(0, 60), "room": some.booleans(),
    },
)  # fmt: skip
facts = some.builds(
    RoutingFacts,
    type=some.sampled_from(["A", "B"]), grounds=some.frozensets(some.sampled_from(["A", "B", "C"])), risk=codes,
    ward=codes, age=some.none() | some.integers(0, 60), programme=codes, from_agency=some.sampled_from(AGENCIES),
    capacity=some.dictionaries(some.integers(1, 3), some.none() | some.integers(0, 2)),
    path=some.lists(some.sampled_from(AGENCIES), max_size=4, unique=True).map(tuple),
)  # fmt: skip
some_rules = some.lists(
    some.builds(
        Rule, some.uuids().map(str), some.integers(0, 5), conditions,
        some.builds(Target, some.sampled_from(AGENCIES), some.none() | some.integers(1, 3)),
        some.sampled_from(Urgency), some.just("Words."),
    ),
    max_size=8,
)  # fmt: skip


@given(facts, some_rules, some.randoms())
@settings(max_examples=300, deadline=None)
def test_no_route_leads_back_and_the_order_of_writing_does_not_matter(
    facts: RoutingFacts, rules: list[Rule], chance: random.Random
) -> None:
    found = by(*rules, facts=facts)
    assert found.agency_id not in facts.had_it
    assert by(*chance.sample(rules, len(rules)), facts=facts) == found
    assert found.words


@given(facts, some_rules)
@settings(max_examples=300, deadline=None)
def test_a_rule_asked_later_changes_nothing_for_a_referral_that_one_has_decided(
    facts: RoutingFacts, rules: list[Rule]
) -> None:
    found = by(*rules, facts=facts)
    later = [*rules, rule("LAST", 9, HOUSING)]
    assert (by(*later, facts=facts) == found) is not (found.outcome is Outcome.NO_RULE)


@given(facts, some_rules)
@settings(max_examples=300, deadline=None)
def test_redirects_end_with_a_person_after_at_most_every_agency(facts: RoutingFacts, rules: list[Rule]) -> None:
    for _ in range(len(AGENCIES) + 1):
        found = by(*rules, facts=facts)
        if found.agency_id is None:
            break
        facts = replace(facts, path=(*facts.path, found.agency_id))
    assert found.outcome is not Outcome.MATCHED
    assert found.agency_id is None


@given(facts)
@settings(deadline=None)
def test_facts_come_back_as_they_were_stored(facts: RoutingFacts) -> None:
    check_facts(facts)
    assert facts_from(json.loads(json.dumps(as_json(facts)))) == facts


@given(conditions)
@settings(deadline=None)
def test_conditions_that_rules_are_made_of_are_taken(conditions: dict[str, Any]) -> None:
    turned = conditions.get("age_from", 0) > conditions.get("age_to", 120)
    assert bool(list(problems_of(conditions))) is turned


@pytest.mark.parametrize(
    ("conditions", "problem"),
    [
        ({"postcode": ["W1"]}, "nothing that a rule can ask about"),
        ({"risk": "HIGH"}, "not written as it should be"),
        ({"age_from": True}, "not written as it should be"),
        ({"room": 1}, "not written as it should be"),
        ({"risk": []}, "one or more codes"),
        ({"ward": ["West End"]}, "one or more codes"),
        ({"ward": [5]}, "one or more codes"),
        ({"age_to": 200}, "an age from 0"),
        ({"age_from": 18, "age_to": 10}, "never hold"),
    ],
)
def test_conditions_that_make_no_sense_are_refused_in_words(conditions: dict[str, Any], problem: str) -> None:
    assert problem in " ".join(problems_of(conditions))


@pytest.mark.parametrize(
    "bad",
    [
        {"type": ""},
        {"type": "a person"},
        {"ward": "12 High Street"},
        {"grounds": frozenset({"she said"})},
        {"age": 300},
    ],
)
def test_facts_that_are_not_codes_are_refused_without_repeating_them(bad: dict[str, Any]) -> None:
    with pytest.raises(BadFacts) as refusal:
        check_facts(replace(FACTS, **bad))
    assert "High Street" not in str(refusal.value)
    assert "she said" not in str(refusal.value)
