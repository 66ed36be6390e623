"""What answers come to: bands, what is not known, clusters, and what changed."""

import hashlib

import pytest

from casework.assessments.catalogue import SETS
from casework.assessments.editions import Answer, differences, score
from tests.casework.assessments.making import CHECKLIST, MATRIX, answered

PUBLISHED = {
    "asb_matrix_1.toml": "6299b1864b60c6c9",
    "victim_risk_checklist_1.toml": "9769f037aa1126dd",
}


@pytest.mark.parametrize(
    ("yes", "band"),
    [(0, "Standard"), (1, "Standard"), (9, "Standard"), (10, "Medium"), (13, "Medium"), (14, "High"), (24, "High")],
)
def test_p1_the_score_suggests_the_band(yes: int, band: str) -> None:
    assert score(CHECKLIST, answered(CHECKLIST, yes)).raised(0).words == band


def test_p1_judgement_raises_within_the_bands_there_are() -> None:
    found = score(CHECKLIST, answered(CHECKLIST, 11))
    assert (found.room, found.raised(1).words) == (1, "High")
    assert score(CHECKLIST, answered(CHECKLIST, 14)).room == 0


def test_what_is_not_known_counts_for_nothing_and_is_never_a_no() -> None:
    found = score(CHECKLIST, answered(CHECKLIST, 8, unknown=6))
    assert (found.points, len(found.unknown), found.could_be) == (8, 6, 14)
    open_ones = {code: answer for code, answer in answered(CHECKLIST, 8).items() if answer.choice == "YES"}
    unanswered = score(CHECKLIST, open_ones)
    assert (unanswered.points, len(unanswered.unknown), unanswered.could_be) == (8, 16, 24)


def test_the_checklist_has_24_questions_in_short_pages_and_says_that_its_words_are_its_own() -> None:
    assert [len(group.questions) for group in CHECKLIST.groups] == [6, 6, 6, 6]
    assert "own neutral wording" in CHECKLIST.attribution
    assert "licence" in CHECKLIST.attribution


@pytest.mark.parametrize(
    ("codes", "cluster"),
    [
        (("control", "separation", "injury"), "Control, separation and violence together"),
        (("control", "separation", "sexual"), "Control, separation and violence together"),
        (("breathing",), "Choking, strangling or drowning"),
        (("stalking",), "Stalking or unwanted contact"),
        (("threats",), "Threats to kill"),
        (("fear",), "The person's own fear"),
        (("honour",), "Harm by family or community in the name of honour, or forced marriage"),
    ],
)
def test_p1_a_cluster_asks_for_judgement_under_the_highest_band(codes: tuple[str, ...], cluster: str) -> None:
    found = score(CHECKLIST, dict.fromkeys(codes, Answer("YES")))
    assert [one.words for one in found.clusters] == [cluster]
    assert found.asks_for_judgement


def test_control_and_separation_without_violence_are_no_cluster() -> None:
    assert not score(CHECKLIST, dict.fromkeys(("control", "separation"), Answer("YES"))).clusters
    assert not score(CHECKLIST, {"stalking": Answer("UNKNOWN")}).clusters


def test_the_matrix_is_high_above_31() -> None:
    assert [(MATRIX.bands[MATRIX.band(points)].words) for points in (15, 16, 31, 32)] == [
        "Standard", "Medium", "Medium", "High",
    ]  # fmt: skip


def test_changes_are_told_the_gravest_first_and_to_or_from_unknown_is_neither() -> None:
    before = {"fear": Answer("NO"), "injury": Answer("YES"), "threats": Answer("UNKNOWN"), "control": Answer("YES")}
    now = {"fear": Answer("YES"), "injury": Answer("NO"), "threats": Answer("NO"), "control": Answer("YES")}
    found = [(one.question.code, one.before, one.now, one.graver) for one in
             differences((CHECKLIST, before), (CHECKLIST, now))]  # fmt: skip
    assert found == [
        ("fear", "No", "Yes", True), ("threats", "Don't know", "No", None), ("injury", "Yes", "No", False),
    ]  # fmt: skip


def test_p21_a_published_version_is_never_changed() -> None:
    """Assessments are read by the version they were made with: a change is a file of its own, beside the old one."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in SETS.glob("*.toml")}
    assert found == PUBLISHED
