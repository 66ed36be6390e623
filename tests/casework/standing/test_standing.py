"""Where somebody stands: the newest counts, what came before stays, and what nobody rated is not low."""

from dataclasses import replace

import pytest
from django.test import Client

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.refusals import AlreadySent
from casework.standing.models import Compliance, Engagement, Judgement, Kind, Rag
from casework.standing.selectors import Standing, summary
from casework.standing.services import Harm, Level, NewJudgement, Score, judge
from tests.casework.standing.judged import complies, engages, harm, judged, rated
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case, shared
from vault.ids import uuid7


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def now(town: Town, case: Case) -> Standing:
    who = actor(town.caseworker)
    with acting(who):
        return summary(who, open_case(who, case.reference))


def page(caseworker: Client, case: Case, rest: str = "standing/") -> str:
    return caseworker.get(f"/cases/{case.reference}/{rest}").content.decode()


def test_the_newest_rating_counts_and_the_one_before_stays_with_its_reason(
    town: Town, case: Case, caseworker: Client
) -> None:
    rated(town.caseworker, case)
    rated(town.caseworker, case, Rag.RED, "Wanted since Monday")
    counts = now(town, case).rag
    assert counts
    assert counts.code == "RED"
    text = page(caseworker, case)
    assert text.index("Wanted since Monday") < text.index("What was said before") < text.index("Arrested once since")
    assert "Rating: red. Wanted since Monday" in page(caseworker, case, "")  # the chronology


def test_a_group_that_nobody_rated_is_not_rated_and_never_low(town: Town, case: Case, caseworker: Client) -> None:
    assert page(caseworker, case).count("Not rated") == 2
    harm(town.caseworker, case, CHILDREN="LOW", KNOWN_ADULT="VERY_HIGH")
    rosh = now(town, case).rosh
    assert rosh
    assert rosh.is_high
    words = {one.group: one.words for one in rosh.risks}
    assert words == {
        "Children": "Low", "The public": "Not rated", "A known adult": "Very high", "Staff": "Not rated",
        "Prisoners": "Not rated",
    }  # fmt: skip


def test_engagement_and_compliance_are_two_things(town: Town, case: Case) -> None:
    engages(town.caseworker, case)
    complies(town.caseworker, case)
    stands = now(town, case)
    assert stands.engagement
    assert stands.compliance
    assert (stands.engagement.code, stands.compliance.code) == (Engagement.ENGAGING, Compliance.NOT_COMPLYING)


def test_a_score_is_kept_as_it_was_written_and_no_rating_follows_from_it(
    town: Town, case: Case, caseworker: Client
) -> None:
    judged(town.caseworker, case, Score("OGRS", "4", "73 per cent, two years", "High", "Ada Clerk, Probation"))
    text = page(caseworker, case)
    assert "73 per cent, two years" in text
    stands = now(town, case)
    assert (stands.rag, stands.rosh) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Level(Kind.RAG, "PINK", "Why", "What"),
        lambda: Level(Kind.RAG, "RED", "Why"),
        lambda: Level(Kind.ENGAGEMENT, "ENGAGING", ""),
        lambda: Level(Kind.ROSH, "LOW", "Why"),
        lambda: Harm({}, "Why"),
        lambda: Score("", "", "73", "", ""),
    ],
)
def test_what_is_no_judgement_is_refused(wrong: type) -> None:
    with pytest.raises(ValueError, match=r"level|group|instrument"):
        wrong()


def test_only_an_offenders_case_is_judged_by_those_who_work_it(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        rated(town.coordinator, case)
    with pytest.raises(ValueError, match="offends"):
        rated(town.caseworker, opened_case(town.caseworker, role=Role.VICTIM))


def test_sent_twice_it_is_saved_once_and_other_words_are_not_taken_for_it(town: Town, case: Case) -> None:
    who, new = actor(town.caseworker), NewJudgement(Level(Kind.RAG, "RED", "Why", "What"))
    with acting(who):
        assert judge(actor=who, case=case, new=new) == judge(actor=who, case=case, new=new)
        with pytest.raises(AlreadySent):
            judge(actor=who, case=case, new=replace(new, what=Level(Kind.RAG, "GREEN", "Why", "What")))
        assert Judgement.objects.count() == 1


def test_it_is_never_changed_not_even_by_the_database(town: Town, case: Case) -> None:
    rated(town.caseworker, case)
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_judgement SET judged_on = '2020-01-01'")


def test_another_agency_sees_what_its_share_is_about(town: Town, case: Case) -> None:
    rated(town.caseworker, case)
    engages(town.caseworker, case)
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    text = page(signed_in(town.partner), case)
    assert "Came to every session" in text
    assert "Arrested once" not in text


def test_it_is_judged_through_its_pages(town: Town, case: Case, caseworker: Client) -> None:
    said = {"id": str(uuid7()), "level": "RED", "reason": "Wanted", "evidence": "Warrant of the ninth"}
    assert "Warrant of the ninth" in post(caseworker, case, "rating", said)
    groups = dict.fromkeys(("CHILDREN", "PUBLIC", "STAFF", "PRISONERS"), "NOT_RATED")
    said = {"id": str(uuid7()), **groups, "KNOWN_ADULT": "HIGH", "reason": "Threats to his sister"}
    assert "Threats to his sister" in post(caseworker, case, "harm", said)
    said = {"id": str(uuid7()), "instrument": "OGRS", "score": "73", "judged_on": "1/2/2026", "assessed_by": "A Clerk"}
    assert "A Clerk" in post(caseworker, case, "score", said)
    assert caseworker.get(f"/cases/{case.reference}/standing/elsewhere/").status_code == 404


def test_mistakes_keep_what_was_typed(case: Case, caseworker: Client) -> None:
    said = {"id": str(uuid7()), "level": "RED", "reason": "Wanted since Monday"}
    text = post(caseworker, case, "rating", said)
    assert "a rating without evidence cannot be questioned" in text
    assert "Wanted since Monday" in text
    groups = dict.fromkeys(("CHILDREN", "PUBLIC", "STAFF", "PRISONERS", "KNOWN_ADULT"), "NOT_RATED")
    assert "Rate at least one group" in post(caseworker, case, "harm", {"id": str(uuid7()), **groups, "reason": "x"})
    said = {"id": str(uuid7()), "instrument": "OGRS", "score": "1", "judged_on": "1/2/2999", "assessed_by": "A Clerk"}
    assert "has not come yet" in post(caseworker, case, "score", said)


def post(caseworker: Client, case: Case, what: str, said: dict[str, str]) -> str:
    return caseworker.post(f"/cases/{case.reference}/standing/{what}/", said, follow=True).content.decode()


@pytest.mark.parametrize("rest", ["standing/", "standing/rating/"])
def test_a_victims_case_has_nothing_of_it(town: Town, caseworker: Client, rest: str) -> None:
    victim = opened_case(town.caseworker, role=Role.VICTIM)
    assert caseworker.get(f"/cases/{victim.reference}/{rest}").status_code == 404
    assert "Risk of serious harm" not in page(caseworker, victim, "")
