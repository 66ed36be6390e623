"""A corrected entry counts once, and is told as it stood for whoever asks what was known before."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from casework.cases.selectors import open_case
from casework.chronology.selectors import latest
from casework.interventions.following import correct_intervention
from casework.interventions.models import Mode, Result
from casework.interventions.selectors import current
from casework.interventions.services import Entry, log_intervention
from tests.cast import actor
from tests.town import Town, opened_case


def test_a_corrected_entry_is_there_as_it_stood_before_the_correction(town: Town) -> None:
    case, who, at = opened_case(town.caseworker), actor(town.caseworker), timezone.now() - timedelta(days=20)
    with acting(who):
        old = log_intervention(actor=who, case=case, entry=Entry(Mode.VISIT, Result.SPOKE, "His brother", at))
        right = Entry(Mode.VISIT, Result.SPOKE, "His cousin", at)
        new = correct_intervention(actor=who, case=case, earlier=old, entry=right, why="It was the cousin")
        new.refresh_from_db()
        assert old.pk in current(new.recorded_at).values_list("pk", flat=True)
        assert list(current().values_list("pk", flat=True)) == [new.pk]
        contacts = [entry.contact for entry in latest(who, open_case(who, case.reference)) if entry.contact]
        assert [contact.note.text for contact in contacts] == ["His cousin"]
