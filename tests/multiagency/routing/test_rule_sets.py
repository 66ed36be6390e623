"""Versions of the rules: a draft is changed, tried and published; what was published and decided stays as it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.denials import NotKnown, NotPermitted
from accounts.models import User
from accounts.roles import Role
from audit.ledger.events import event
from audit.ledger.models import Event, EventRow
from casework.refusals import ChangedMeanwhile
from multiagency.acts import ROUTING_DRAFT_CHANGED, ROUTING_DRY_RUN, ROUTING_PUBLISHED
from multiagency.routing.drafting import discard_draft, remove_rule, save_rule, set_desk, start_draft
from multiagency.routing.models import DryRun, RoutingDecision, RoutingRule, RuleSet
from multiagency.routing.publishing import BeginsTooEarly, NotTried, dry_run, publish, tried
from multiagency.routing.route import Outcome, Target, Urgency
from multiagency.routing.selectors import find_version, last_published, replay, rows_of, version_in_force
from multiagency.routing.services import route_referral
from multiagency.routing.written import BadFacts
from tests.cast import make_agency, make_partnership, make_team, make_user
from tests.multiagency.routing.ruling import SENT, added, at_work, drafted, facts, published, routed, rule
from tests.town import Town
from vault.ids import uuid7


def codes(version: RuleSet) -> list[str]:
    return [row.code for row in rows_of(version)]


def test_a_draft_begins_with_the_rules_of_the_version_before_and_keeps_their_names(town: Town) -> None:
    first = published(town.coordinator, rule(town.probation, type=["IOM"]), rule(town.charity, 5, type=["OUTREACH"]))
    second = drafted(town.partner, rule(town.police, 1, risk=["LOW"]))
    with at_work(town.partner) as who:
        assert (first.number, second.number, second.is_draft) == (1, 2, True)
        assert (codes(first), codes(second)) == (["R2", "R1"], ["R3", "R2", "R1"])
        remove_rule(actor=who, draft=second, edition=second.edition, code="R3")
        assert added(who, second, rule(town.police)).code == "R3"  # no decision ever named the other
        assert start_draft(actor=who) == second  # a second click gives the draft that is there


def test_a_rule_that_is_changed_keeps_its_name_and_what_is_sent_twice_is_there_once(town: Town) -> None:
    draft = drafted(town.coordinator)
    new = rule(town.probation, type=["IOM"])
    with at_work(town.coordinator) as who:
        assert added(who, draft, new) == added(who, draft, new)
        added(who, draft, replace(new, priority=3, urgency=Urgency.IMMEDIATE), code="R1")
        [row] = rows_of(draft)
        assert (row.code, row.priority, row.urgency) == ("R1", 3, "IMMEDIATE")
        with pytest.raises(NotKnown):
            added(who, draft, new, code="R9")


def test_whoever_saw_an_earlier_draft_is_told_that_it_changed(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    seen = draft.edition
    with at_work(town.partner) as who:
        added(who, draft, rule(town.charity, 20))
        draft.refresh_from_db()
    stale: list[Callable[..., object]] = [
        lambda **to: save_rule(new=rule(town.police), **to),
        lambda **to: remove_rule(code="R1", **to),
        lambda **to: set_desk(desk=Target(town.police.pk), **to),
        discard_draft, dry_run, publish,
    ]  # fmt: skip
    with at_work(town.coordinator) as who:
        for change in stale:
            with pytest.raises(ChangedMeanwhile):
                change(actor=who, draft=draft, edition=seen)
    assert draft.edition > seen


@pytest.mark.parametrize(
    "bad",
    [{"conditions": {"postcode": ["W1"]}}, {"words": "  "}, {"words": "x" * 201}, {"target": Target(uuid7())},
     {"target": "team of another agency"}, {"target": "agency elsewhere"}, {"target": "no code"}],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused_in_words(town: Town, bad: dict[str, object]) -> None:
    targets = {
        "team of another agency": Target(town.probation.pk, town.team.pk),
        "agency elsewhere": Target(make_agency(make_partnership("Easthaven")).pk),
        "no code": Target(town.probation.pk, None, "the panel"),
    }
    said = {name: targets.get(str(value), value) for name, value in bad.items()}
    draft = drafted(town.coordinator)
    with at_work(town.coordinator) as who, pytest.raises(ValidationError):
        added(who, draft, replace(rule(town.probation), **said))  # type: ignore[arg-type]


def test_only_panel_coordinators_change_the_rules(town: Town) -> None:
    draft = drafted(town.coordinator)
    administrator = make_user(town.partnership, town.police, Role.PARTNERSHIP_ADMINISTRATOR)
    for user in (town.caseworker, administrator):
        with at_work(user) as who:
            with pytest.raises(NotPermitted):
                start_draft(actor=who)
            for change in (discard_draft, dry_run, publish):
                with pytest.raises(NotPermitted):
                    change(actor=who, draft=draft, edition=draft.edition)


def test_the_database_lets_nobody_else_change_them_either(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    with at_work(town.caseworker) as who, transaction.atomic(), event(ROUTING_DRAFT_CHANGED, by=who):
        assert RoutingRule.objects.filter(rule_set=draft).update(priority=1) == 0
        assert RuleSet.objects.filter(pk=draft.pk).update(fallback_panel="X") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            RuleSet.objects.create(
                partnership=town.partnership, number=9, started_by=town.caseworker, fallback_agency=town.police
            )


def test_a_draft_is_published_only_after_a_dry_run_of_exactly_what_it_is(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    with at_work(town.coordinator) as who:
        with pytest.raises(NotTried):
            publish(actor=who, draft=draft, edition=draft.edition)
        dry_run(actor=who, draft=draft, edition=draft.edition)
        set_desk(actor=who, draft=draft, edition=draft.edition, desk=Target(town.charity.pk, None, "MARAC"))
        draft.refresh_from_db()
        with pytest.raises(NotTried):
            publish(actor=who, draft=draft, edition=draft.edition)
        dry_run(actor=who, draft=draft, edition=draft.edition)
        version = publish(actor=who, draft=draft, edition=draft.edition)
        assert version_in_force(who, timezone.now()) == version
        assert version.fallback == Target(town.charity.pk, None, "MARAC")
        with pytest.raises(ChangedMeanwhile):
            publish(actor=who, draft=draft, edition=draft.edition)


def test_the_database_asks_for_the_dry_run_itself_and_keeps_what_was_published(town: Town) -> None:
    draft = drafted(town.coordinator, rule(town.probation))
    now = timezone.now()
    with at_work(town.coordinator) as who, transaction.atomic(), event(ROUTING_PUBLISHED, by=who):
        forced = {"published_at": now + timedelta(hours=1), "in_force_from": now + timedelta(hours=1)}
        with pytest.raises(DatabaseError, match="no dry-run of exactly"), transaction.atomic():
            RuleSet.objects.filter(pk=draft.pk).update(published_by=who.principal, **forced)
        with pytest.raises(DatabaseError, match="other routing rules"), transaction.atomic():
            DryRun.objects.create(
                partnership=town.partnership, rule_set=draft, edition=draft.edition + 1, ran_by=town.coordinator,
                since=now.date(), tried=0, changed=0, changes=[],
            )  # fmt: skip
    version = published(town.coordinator)
    with at_work(town.coordinator) as who, transaction.atomic(), event(ROUTING_DRAFT_CHANGED, by=who):
        changes: list[Callable[[], object]] = [
            lambda: RuleSet.objects.filter(pk=version.pk).update(fallback_panel="X"),
            lambda: RuleSet.objects.filter(pk=version.pk).update(published_at=None),
            lambda: RoutingRule.objects.filter(rule_set=version).update(priority=1),
            lambda: RoutingRule.objects.filter(rule_set=version).delete(),
            version.delete,
        ]
        for change in changes:
            with pytest.raises(DatabaseError, match="published routing rules stay"), transaction.atomic():
                change()
        with pytest.raises(DatabaseError, match=r"stays|permission denied"), transaction.atomic():
            DryRun.objects.filter(rule_set=version).delete()


def test_a_version_that_begins_later_leaves_the_one_before_in_force_until_then(town: Town) -> None:
    first = published(town.coordinator, rule(town.probation))
    draft = drafted(town.coordinator, rule(town.charity, 1))
    today = timezone.localdate()
    with at_work(town.coordinator) as who:
        dry_run(actor=who, draft=draft, edition=draft.edition)
        with pytest.raises(BeginsTooEarly):
            publish(actor=who, draft=draft, edition=draft.edition, begins=today)
        second = publish(actor=who, draft=draft, edition=draft.edition, begins=today + timedelta(days=2))
        assert (second.is_to_come, last_published(who)) == (True, second)
        assert version_in_force(who, timezone.now()) == first
        assert version_in_force(who, timezone.now() + timedelta(days=3)) == second
        assert version_in_force(who, first.created_at - timedelta(seconds=1)) is None
        third = start_draft(actor=who)
        dry_run(actor=who, draft=third, edition=third.edition)
        with pytest.raises(BeginsTooEarly):
            publish(actor=who, draft=third, edition=third.edition)  # it would begin before the one it replaces


def test_a_dry_run_says_which_referrals_would_have_gone_elsewhere(town: Town) -> None:
    published(town.coordinator, rule(town.probation, type=["IOM"]))
    stays, moves = routed(town.caseworker, risk="LOW"), routed(town.caseworker, risk="HIGH")
    draft = drafted(town.coordinator, rule(town.charity, 1, risk=["HIGH"]))
    with at_work(town.coordinator) as who:
        run = dry_run(actor=who, draft=draft, edition=draft.edition)
        assert (run.tried, run.changed) == (2, 1)
        assert run.changes == [
            {
                "decision": str(moves.pk),
                "on": timezone.now().date().isoformat(),
                "was": [str(town.probation.pk), None, "", "ROUTINE", ["R1"]],
                "would": [str(town.charity.pk), None, "", "ROUTINE", ["R2"]],
            }
        ]
        assert tried(draft, last_published(who)) == run
        looked = Event.objects.get(act=ROUTING_DRY_RUN.code, subject_id=str(draft.pk))
        rows = EventRow.objects.filter(event=looked, op="S").values_list("row_id", flat=True)
        assert list(rows) == [str(moves.pk)]
    assert stays.agency_id == town.probation.pk


def test_a_draft_that_names_another_rule_for_the_same_place_changes_nothing(town: Town) -> None:
    published(town.coordinator, rule(town.probation, type=["IOM"]))
    routed(town.caseworker)
    draft = drafted(town.coordinator, rule(town.probation, 1, risk=["HIGH"]))
    with at_work(town.coordinator) as who:
        assert dry_run(actor=who, draft=draft, edition=draft.edition).changed == 0


def test_a_decision_keeps_its_facts_and_rules_and_comes_out_the_same_again(town: Town) -> None:
    published(town.coordinator, rule(town.probation, type=["IOM"]))
    decision = routed(town.caseworker)
    published(town.coordinator, rule(town.charity, 1))
    assert routed(town.caseworker).agency_id == town.charity.pk
    with at_work(town.caseworker):
        found = replay(RoutingDecision.objects.get(pk=decision.pk))
    assert (found.agency_id, list(found.rule_ids), found.words) == (
        decision.agency_id, decision.rule_ids, "It is theirs.",
    )  # fmt: skip


def test_a_decision_never_changes_and_needs_the_event_of_its_referral(town: Town) -> None:
    decision = routed(town.caseworker)
    denied = pytest.raises(DatabaseError, match="permission denied")
    with at_work(town.caseworker) as who, transaction.atomic(), event(SENT, by=who), denied, transaction.atomic():
        RoutingDecision.objects.filter(pk=decision.pk).update(panel="X")
    with at_work(town.caseworker), pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
        RoutingDecision.objects.create(
            partnership=town.partnership, owner=town.police, subject_id=uuid7(), inputs={}, urgency="URGENT",
            rule_ids=[], outcome="NO_RULE",
        )  # fmt: skip


def test_without_a_version_in_force_a_person_chooses(town: Town) -> None:
    decision = routed(town.caseworker)
    assert (decision.rule_set, decision.agency, decision.outcome) == (None, None, Outcome.NO_RULE)


def test_facts_that_are_not_codes_are_not_kept(town: Town) -> None:
    with pytest.raises(BadFacts):
        routed(town.caseworker, ward="12 High Street")


def seen_by(user: User) -> int:
    with at_work(user):
        return RoutingDecision.objects.count()


def test_a_decision_is_seen_by_its_two_agencies_and_by_coordinators(town: Town) -> None:
    published(town.coordinator, rule(town.probation, type=["IOM"]))
    routed(town.caseworker)
    receiving = make_user(town.partnership, town.probation, Role.CASEWORKER)
    other = make_user(town.partnership, town.charity, Role.CASEWORKER)
    assert [seen_by(user) for user in (town.colleague, receiving, town.partner, other)] == [1, 1, 1, 0]


def test_another_partnership_knows_nothing_of_the_rules(town: Town) -> None:
    version = published(town.coordinator, rule(town.probation))
    elsewhere = make_partnership("Easthaven")
    user = make_user(elsewhere, make_agency(elsewhere), Role.PANEL_COORDINATOR)
    with at_work(user) as who:
        assert version_in_force(who, timezone.now()) is None
        with pytest.raises(NotKnown):
            find_version(who, version.number)


def test_routing_takes_the_same_number_of_queries_however_many_rules_there_are(
    town: Town, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    team = make_team(town.partnership, town.probation)
    many = [rule(town.probation, number, ward=["HYDE_PARK"]) for number in range(20)]
    published(town.coordinator, *many, replace(rule(town.probation, 99), target=Target(town.probation.pk, team.pk)))
    counted = django_assert_num_queries(3)
    with at_work(town.caseworker) as who, transaction.atomic(), event(SENT, by=who), counted:
        decision = route_referral(actor=who, facts=facts(town.police), subject_id=uuid7())
    assert decision.team_id == team.pk
