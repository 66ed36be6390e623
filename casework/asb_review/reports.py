"""How near a victim's reports are to a case review, said before anybody applies."""

from datetime import date
from typing import Final

from django.utils import timezone

from accounts.actor import Actor
from casework.asb_review.clock import Count, count_reports, months_before
from casework.asb_review.models import ReviewStep
from casework.asb_review.rules import threshold_on
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.incidents.models import Incident, ReportedTo
from casework.repeats.rule import months_after
from casework.shown import open_for_page

COUNT: Final = frozenset({ReportedTo.POLICE.value, ReportedTo.COUNCIL.value, ReportedTo.LANDLORD.value})
MOST: Final = 100


def threshold_warning(actor: Actor, opened: OpenedCase) -> str:
    """That one more report, or none, is needed for a case review; empty where it is far, or somebody has applied.

    Counts what was reported to the police, the council or a landlord, as far as the reader's agency sees it.
    """
    if opened.case.role != Role.VICTIM or ReviewStep.objects.filter(case=opened.case).exists():
        return ""
    today = timezone.localdate()
    rule = threshold_on(today)
    since = months_before(today, rule.months)
    rows = Incident.objects.filter(case=opened.case, category=Category.ASB_INCIDENT, superseded_by=None)
    recent = list(rows.filter(happened_until__gte=since).select_related("owner").order_by("-happened_until")[:MOST])
    words = open_for_page(actor, opened.ticket, recent, "words")
    opened_ones = (words[row.pk]["words"] for row in recent)
    told = [said for said in opened_ones if isinstance(said, dict) and said["reported_to"] in COUNT]
    dated = [date.fromisoformat(str(one["reported_on"])) for one in told if one["reported_on"]]
    return _in_words(count_reports(rule, dated, today), undated=len(told) - len(dated))


def _in_words(count: Count, *, undated: int) -> str:
    rule, number = count.threshold, len(count.reported)
    perhaps = f" {undated} more were reported on a day that is not known." if undated else ""
    if count.met:
        until = months_after(count.reported[-1], rule.last_within_months)
        may = f"They may ask for a case review until {until.day} {until:%B %Y} (rule {rule.version})."
        return f"{number} reports of anti-social behaviour in {rule.months} months. {may}{perhaps}"
    if count.one_short:
        more = f"One more and they may ask for a case review (rule {rule.version})."
        return f"{number} of {rule.reports} reports of anti-social behaviour in {rule.months} months. {more}{perhaps}"
    return ""
