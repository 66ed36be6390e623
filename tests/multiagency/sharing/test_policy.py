"""A policy is data: what its file may say, which version holds, its words, and that deciding needs nothing else."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from accounts.agencies.models import AgencyType
from multiagency.agreements.gateways import HEALTH_AND_SOCIAL_CARE
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import ALLOWED, Outcome, decide
from multiagency.sharing.expressions import BadPolicy
from multiagency.sharing.facts import Facts, as_json, as_written
from multiagency.sharing.policy import FOLDER, Kind, policies, policy_from, policy_of, policy_on
from tests.multiagency.sharing.casing import override
from tests.multiagency.sharing.random_facts import random_facts

POLICY = policy_of("2026-02")
FILE = FOLDER / "2026-02.toml"
Slip = Callable[[dict[str, Any]], object]


def data() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def said(condition: str) -> Slip:
    return lambda policy: policy["rules"][0].update(when=condition)


SLIPS: dict[str, tuple[str, Slip]] = {
    "a call": ("only compares and combines", said("print('no')")),
    "a sum": ("only compares and combines", said("1 + 1 > 1")),
    "a comprehension": ("only compares and combines", said("[a for a in markers] == []")),
    "no expression": ("cannot be read", said("not")),
    "two expressions": ("cannot be read", said("restricted) or (disputed; a")),
    "an unknown fact": ("no fact, set or term named restrictd", said("restrictd")),
    "a builtin": ("no fact, set or term named __import__", said("__import__ is None")),
    "a part that is not there": ("nothing named B.cda116", said("B.cda116")),
    "a part of a part": ("nothing named A.cda115.__class__", said("A.cda115.__class__ is None")),
    "a private part": ("nothing named override.__class__", said("override.__class__ is None")),
    "an unknown code": ("HANDLNG_C is in none of the lists", said("'HANDLNG_C' in markers")),
    "an unknown code in a set": ("HEALTH holds codes", lambda policy: policy["sets"]["HEALTH"].append("HEALTHY")),
    "a rule twice": ("R01 is there twice", lambda policy: policy["rules"].append(policy["rules"][0])),
    "an unknown kind": ("R01 is of no kind", lambda policy: policy["rules"][0].update(kind="X")),
    "no condition": ("'when'", lambda policy: policy["rules"][0].pop("when")),
    "no rules": ("'rules'", lambda policy: policy.pop("rules")),
    "a blank that nothing fills": ("fills whom in the words", lambda policy: policy["rules"][0].update(words="{whom}")),
    "no words": ("does not say when", lambda policy: policy["rules"][0].update(words="")),
    "a block that can be approved": ("no referral", lambda policy: policy["rules"][0].update(approvable=True)),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_policy_with_a_slip_of_the_pen_is_refused_in_words(slip: str) -> None:
    words, make = SLIPS[slip]
    broken = data()
    make(broken)
    with pytest.raises(BadPolicy, match=words):
        policy_from(broken)


def written(folder: Path, version: str, since: date, text: str = "") -> None:
    text = text or FILE.read_text("utf-8")
    dated = text.replace('version = "2026-02"', f'version = "{version}"').replace(
        "since = 2026-02-05", f"since = {since}"
    )
    (folder / f"{version}.toml").write_text(dated)


def test_the_version_whose_day_has_come_holds(tmp_path: Path) -> None:
    for version, since in (("later", date(2026, 9, 1)), ("first", date(2026, 1, 1))):
        written(tmp_path, version, since)
    days = {date(2026, 1, 1): "first", date(2026, 8, 31): "first", date(2026, 9, 1): "later", date(2030, 1, 1): "later"}
    assert {day: policy_on(day, tmp_path).version for day in days} == days
    assert policy_of("first", tmp_path).since == date(2026, 1, 1)
    with pytest.raises(LookupError, match="No policy was in force"):
        policy_on(date(2025, 12, 31), tmp_path)
    with pytest.raises(LookupError, match="no policy of this version"):
        policy_of("other", tmp_path)


def test_two_policies_of_one_day_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "one", date(2026, 1, 1))
    written(tmp_path, "two", date(2026, 1, 1))
    with pytest.raises(BadPolicy, match="Two policies say 2026-01-01"):
        policies(tmp_path)


def test_a_file_that_is_no_policy_is_named(tmp_path: Path) -> None:
    written(tmp_path, "torn", date(2026, 1, 1), 'version = "torn')
    with pytest.raises(BadPolicy, match=r"torn\.toml"):
        policies(tmp_path)


def test_every_version_that_is_kept_can_be_read_and_knows_the_facts() -> None:
    for policy in policies():
        assert decide(facts_from({}, policy), policy).outcome == Outcome.ALLOW
        assert policy.baseline.keys() == set(Facts.__slots__)


@pytest.mark.parametrize("rule", [rule.id for rule in POLICY.rules])
def test_every_explanation_has_words_and_says_who_can_resolve_it(rule: str) -> None:
    one = POLICY.explain(rule, {})
    assert one.words.endswith(".")
    assert one.resolver
    assert not {"{", "}"} & {*one.words, *one.resolver}
    assert one.kind == POLICY.kinds[rule]


def test_a_name_stands_in_the_words_as_it_is() -> None:
    words = POLICY.explain("R11", {"recipient": "Ada {B} Ng", "B": "Northside Council"}).words
    assert words.startswith("Ada {B} Ng is linked to")
    assert words.endswith("Choose another person at Northside Council.")
    with pytest.raises(LookupError):
        POLICY.explain("R99", {})


def test_only_the_referrals_of_the_contract_are_approved_or_released() -> None:
    assert [rule.id for rule in POLICY.rules if rule.approvable] == ["R10", "R58", "R61", "R62", "R66"]
    assert [rule.id for rule in POLICY.rules if rule.released_in_emergency] == ["R54", "R57", "R66"]
    assert POLICY.released == {"R30", "R31", "R32", "R33", "R34", "R50", "R56", "R57A"}
    assert [rule.id for rule in POLICY.rules if rule.follows_emergency] == ["R20"]
    assert sum(kind is Kind.BLOCK for kind in POLICY.kinds.values()) == 17


def test_the_duty_about_serious_violence_leaves_out_the_senders_that_the_policy_calls_health_and_social_care() -> None:
    named = {kind for kind in AgencyType if POLICY.agencies[POLICY.types[kind.value]].health_social}
    assert named == HEALTH_AND_SOCIAL_CARE


def test_dis_02_deciding_imports_no_framework_and_opens_no_clock() -> None:
    code = (
        "import sys; import multiagency.sharing.case_file, multiagency.sharing.decide; "
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg', 'accounts', 'casework')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parents[2]
    )
    assert done.stdout == "[]\n"


def test_the_same_facts_give_the_same_answer_whenever_they_are_asked() -> None:
    random = Random(3)  # noqa: S311 - invented facts, not secrets
    given = [random_facts(random, POLICY) for _ in range(500)]
    facts = [facts_from(one, POLICY) for one in given]
    first = [decide(one, POLICY) for one in facts]
    random.shuffle(given)
    assert [decide(one, POLICY) for one in facts] == first
    assert facts == [facts_from(as_json(one) | {"override": _said(one)}, POLICY) for one in facts]
    assert all(one.allowed == (one.outcome in ALLOWED) for one in first)


def _said(facts: Facts) -> dict[str, Any] | None:
    held = facts.override
    return None if held is None else {name: getattr(held, name) for name in held.__slots__}


def test_facts_that_were_written_down_decide_as_they_did_and_hold_no_words() -> None:
    random = Random(4)  # noqa: S311 - invented facts, not secrets
    for _ in range(1_000):
        facts = facts_from(random_facts(random, POLICY), POLICY)
        again = facts_from(as_json(facts), POLICY)
        assert again == as_written(facts)
        assert decide(again, POLICY) == decide(facts, POLICY)
    spoken = facts_from({"override": override(necessity="She said it to me herself")}, POLICY)
    assert "She" not in str(as_json(spoken))
    assert "She" not in repr(spoken)


def test_a_policy_of_tomorrow_decides_nothing_today(tmp_path: Path) -> None:
    today = date(2026, 11, 26)
    written(tmp_path, "now", today)
    written(tmp_path, "then", today + timedelta(days=1))
    assert policy_on(today, tmp_path).version == "now"
