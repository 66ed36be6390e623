"""Assessments are kept, supersede each other, and are made by somebody who knows nobody in the case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from accounts.context import acting
from accounts.denials import NotPermitted
from accounts.models import User
from accounts.roles import Role as StaffRole
from casework.assessments.editions import Answer
from casework.assessments.models import Assessment, QuestionSet
from casework.assessments.reading import SetRefused
from casework.assessments.selectors import Assessed, History, catalogue, history, overdue_on
from casework.assessments.services import LaterOneThere, assess, install_questions
from casework.cases.models import Case, Role
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.chronology.models import ChronologyEvent
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.refusals import AlreadySent
from casework.safe_contact.services import link_harm
from tests.casework.assessments.files import LOCAL
from tests.casework.assessments.making import CHECKLIST, MATRIX, answered, assessed, new
from tests.cast import actor, make_user
from tests.security.raw import changed, refused, sql
from tests.town import Town, known_person, opened_case, shared

COPIED = "INSERT INTO casework_assessment SELECT (jsonb_populate_record(t, %s)).* FROM casework_assessment t"


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


def administrator_of(town: Town) -> Actor:
    """Somebody who administers the partnership."""
    return actor(make_user(town.partnership, town.police, StaffRole.PARTNERSHIP_ADMINISTRATOR))


def read(user: User, case: Case) -> History:
    who = actor(user)
    with acting(who):
        return history(who, open_case(who, case.reference))


def only(user: User, case: Case) -> Assessed:
    (found,) = read(user, case).every
    return found


def test_an_assessment_is_read_as_it_was_made(town: Town, case: Case) -> None:
    assessed(town.caseworker, case, 11, raised_by=1, reason="Her fear, in her own words.")
    found = only(town.teammate, case)
    assert (found.score.points, found.scored_band.words, found.band.words) == (11, "Medium", "High")
    assert found.said is not None
    assert found.said.reason == "Her fear, in her own words."


def test_p1_judgement_cannot_lower_the_band_in_the_service(town: Town, case: Case) -> None:
    with pytest.raises(ValueError, match="never lowers"):
        assessed(town.caseworker, case, 14, raised_by=-1, reason="She says it is better.")


def test_p1_judgement_cannot_lower_the_band_in_the_database(town: Town, case: Case) -> None:
    assessed(town.caseworker, case, 14)
    with acting(who := actor(town.caseworker)):
        open_case(who, case.reference)
        assert "assessment_never_lowered" in refused(COPIED, changed(raised_by=-1))
        assert "permission denied" in refused("UPDATE casework_assessment SET raised_by = 0")


def test_p1_judgement_that_raises_says_why(town: Town, case: Case) -> None:
    with pytest.raises(ValueError, match="says why"):
        assessed(town.caseworker, case, 11, raised_by=1, reason="  ")


def test_p16_the_next_one_is_due_in_eight_weeks_which_the_version_says(town: Town, case: Case) -> None:
    row = assessed(town.caseworker, case)
    assert row.due_next == timezone.localdate() + timedelta(weeks=8)
    with acting(actor(town.caseworker)):
        assert Case.objects.filter(overdue_on(row.due_next + timedelta(days=1)), pk=case.pk).exists()
        assert not Case.objects.filter(overdue_on(row.due_next), pk=case.pk).exists()


def test_p16_only_the_current_one_is_due(town: Town, case: Case) -> None:
    first = assessed(town.caseworker, case, days_ago=100)
    assessed(town.caseworker, case)
    with acting(actor(town.caseworker)):
        assert not Case.objects.filter(overdue_on(first.due_next + timedelta(days=1)), pk=case.pk).exists()
    assert [one.is_overdue for one in read(town.caseworker, case).every] == [False, False]


def test_a_new_one_supersedes_and_every_one_is_kept(town: Town, case: Case) -> None:
    first = assessed(town.caseworker, case, 3, days_ago=60)
    second = assessed(town.caseworker, case, 5)
    assert second.supersedes == first
    found = read(town.caseworker, case)
    assert [one.row for one in found.every] == [second, first]
    assert [one.row for one in found.current] == [second]
    assert [change.now for change in found.current[0].changes] == ["Yes", "Yes"]
    with acting(who := actor(town.caseworker)):
        open_case(who, case.reference)
        assert "permission denied" in refused("DELETE FROM casework_assessment")


def test_sets_are_superseded_each_by_itself(town: Town, case: Case) -> None:
    checklist = assessed(town.caseworker, case)
    who = actor(town.caseworker)
    with acting(who):
        matrix = assess(actor=who, case=case, new=new(town.caseworker, answered(MATRIX, 10), edition=MATRIX))
    assert matrix.supersedes is None
    assert {one.row for one in read(town.caseworker, case).current} == {checklist, matrix}


def test_the_same_one_sent_again_adds_nothing_and_another_under_its_id_is_refused(town: Town, case: Case) -> None:
    who, said = actor(town.caseworker), new(town.caseworker, answered(CHECKLIST, 4))
    with acting(who):
        assert assess(actor=who, case=case, new=said) == assess(actor=who, case=case, new=said)
        other = new(town.caseworker, answered(CHECKLIST, 5))
        with pytest.raises(AlreadySent):
            assess(
                actor=who,
                case=case,
                new=type(other)(**{n: getattr(other, n) for n in other.__slots__} | {"id": said.id}),
            )
        assert Assessment.objects.count() == 1


def test_one_from_before_the_last_is_refused(town: Town, case: Case) -> None:
    assessed(town.caseworker, case, days_ago=3)
    with pytest.raises(LaterOneThere):
        assessed(town.caseworker, case, days_ago=9)


@pytest.mark.parametrize("answers", [{"fear": Answer("PERHAPS")}, {"no-such-question": Answer("YES")}])
def test_answers_that_the_questions_do_not_offer_are_refused(
    town: Town, case: Case, answers: dict[str, Answer]
) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(ValueError, match="do not offer"):
        assess(actor=who, case=case, new=new(town.caseworker, answers))


def test_questions_for_victims_are_not_asked_on_an_offenders_case(town: Town) -> None:
    with pytest.raises(ValueError, match="not the questions"):
        assessed(town.caseworker, opened_case(town.caseworker))


def test_a_relative_is_no_assessor_and_the_words_name_who_can_do_it_instead(town: Town, case: Case) -> None:
    who = actor(town.colleague)
    with acting(who):
        declare_conflict(actor=who, person=case.person, user=town.colleague, kind=Kind.FAMILY)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotPermitted) as refusal:
        assess(actor=who, case=case, new=new(town.colleague, answered(CHECKLIST, 3)))
    assert refusal.value.words == "Cole League cannot be the assessor here. Choose somebody else."
    assert refusal.value.resolver == "Casey Worker, Terry Mate, who can assess instead"


def test_a_relative_of_whoever_harms_is_no_assessor_either_and_the_words_do_not_say_whose(
    town: Town, case: Case
) -> None:
    harms = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    who = actor(town.caseworker)
    with acting(who):
        link_harm(actor=who, case=case, offender=harms)
    who = actor(town.colleague)
    with acting(who):
        declare_conflict(actor=who, person=harms.person, user=town.colleague, kind=Kind.FAMILY)
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotPermitted) as refusal:
        assess(actor=who, case=case, new=new(town.colleague, answered(CHECKLIST, 3)))
    assert "Thorncastle" not in refusal.value.words + refusal.value.resolver


def test_whoever_only_reads_the_case_assesses_nobody(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        assessed(town.coordinator, case)


def test_p21_old_assessments_keep_the_questions_and_bands_of_their_day(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator, today = administrator_of(town), timezone.localdate()
    with acting(administrator):
        install_questions(actor=administrator, definition=LOCAL.format(day=today.isoformat()))
        stored = QuestionSet.objects.get()
    who = actor(town.caseworker)
    first = _of_the_street(town, case)
    with acting(administrator):
        stricter = LOCAL.format(day=(today + timedelta(days=1)).isoformat()).replace("from = 3", "from = 2")
        install_questions(actor=administrator, definition=stricter.replace('version = "1"', 'version = "2"'))
    monkeypatch.setattr(timezone, "localdate", lambda *_: today + timedelta(days=1))
    second = _of_the_street(town, case)
    found = {one.row: one for one in read(town.caseworker, case).every}
    assert (found[first].band.words, found[second].band.words) == ("Low", "Grave")
    assert second.supersedes == first
    with acting(who):
        assert stored.version == "1"
        assert "permission denied" in refused("UPDATE casework_questionset SET definition = ''")


def _of_the_street(town: Town, case: Case) -> Assessment:
    """The same answers, under the version of the street check that is in force."""
    from_catalogue = actor(town.caseworker)
    with acting(from_catalogue):
        edition = catalogue().in_force("street-check", timezone.localdate())
        assert edition is not None
        said = new(town.caseworker, {"ill": Answer("YES"), "cold": Answer("NO")}, edition=edition)
        return assess(actor=from_catalogue, case=case, new=said)


def test_questions_are_installed_once_and_never_over_a_version_that_is_there(town: Town) -> None:
    who, today = (
        actor(make_user(town.partnership, town.police, StaffRole.PARTNERSHIP_ADMINISTRATOR)),
        timezone.localdate(),
    )
    text = LOCAL.format(day=today.isoformat())
    with acting(who):
        install_questions(actor=who, definition=text)
        install_questions(actor=who, definition=text)
        assert QuestionSet.objects.count() == 1
        for other, words in (
            (text.replace("Are they cold?", "Is it cold?"), "there already"),
            (text.replace('version = "1"', 'version = "2"'), "same day"),
            (LOCAL.format(day="2020-01-01").replace('version = "1"', 'version = "2"'), "in the past"),
        ):
            with pytest.raises(SetRefused) as problem:
                install_questions(actor=who, definition=other)
            assert words in problem.value.problems[0]
    with acting(who := actor(town.caseworker)), pytest.raises(NotPermitted):
        install_questions(actor=who, definition=text)


def test_an_agency_reads_it_where_its_category_is_shared_and_not_otherwise(town: Town, case: Case) -> None:
    assessed(town.caseworker, case, 15)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    assert read(town.partner, case).every == ()
    shared(town.caseworker, case, town.probation, Category.RISK_ASSESSMENT)
    assert only(town.partner, case).band.words == "High"


def test_it_stands_in_the_chronology_as_an_assessment(town: Town, case: Case) -> None:
    row = assessed(town.caseworker, case, 11, raised_by=1, reason="Her fear")
    with acting(actor(town.caseworker)):
        event = ChronologyEvent.objects.get(source_id=row.pk)
        assert (event.statement, event.category) == ("ASSESSMENT", "RISK_ASSESSMENT")


def test_nothing_of_what_it_says_is_readable_in_the_database(town: Town, case: Case) -> None:
    row = assessed(town.caseworker, case, 11, raised_by=1, reason="Her fear")
    with acting(actor(town.caseworker)):
        ((stored,),) = sql("SELECT to_jsonb(t)::text FROM casework_assessment t WHERE id = %s", row.pk)
    assert "Her fear" not in stored
    assert "checklist" not in stored
