"""Words and attributes that the pages share: dates with their distance, classes of form controls, links to fields."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django import template
from django.forms import BaseForm, BoundField, Field
from django.utils import timezone

register = template.Library()

Moment = dt.date | dt.datetime
DAYS_SPOKEN_AS_DAYS = 14
DAYS_SPOKEN_AS_WEEKS = 60
MONTHS_SPOKEN_AS_MONTHS = 24
CHOSEN = {"radio", "select", "checkbox", "file"}


def _counted(number: int, unit: str, *, ahead: bool) -> str:
    words = f"{number} {unit}" if number == 1 else f"{number} {unit}s"
    return f"in {words}" if ahead else f"{words} ago"


def _whole_months(earlier: dt.date, later: dt.date) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def _days_apart(day: dt.date, today: dt.date) -> str:
    days, ahead = abs((day - today).days), day > today
    if days < DAYS_SPOKEN_AS_DAYS:
        return _counted(days, "day", ahead=ahead)
    if days < DAYS_SPOKEN_AS_WEEKS:
        return _counted(days // 7, "week", ahead=ahead)
    months = _whole_months(min(day, today), max(day, today))
    if months < MONTHS_SPOKEN_AS_MONTHS:
        return _counted(months, "month", ahead=ahead)
    return _counted(months // 12, "year", ahead=ahead)


def _within_today(moment: dt.datetime, now: dt.datetime) -> str:
    minutes, ahead = int(abs((moment - now).total_seconds()) // 60), moment > now
    if minutes < 1:
        return "now" if ahead else "just now"
    if minutes < 60:  # noqa: PLR2004  minutes in an hour
        return _counted(minutes, "minute", ahead=ahead)
    return _counted(minutes // 60, "hour", ahead=ahead)


def _local(moment: dt.datetime) -> dt.datetime:
    aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    return timezone.localtime(aware)


def distance(value: Moment, now: dt.datetime) -> str:
    """Say how long ago or how soon a day or a moment is, seen from now: "yesterday", "in 3 weeks"."""
    here = _local(now)
    day, today = (_local(value).date() if isinstance(value, dt.datetime) else value), here.date()
    if isinstance(value, dt.datetime) and day == today:
        return _within_today(_local(value), here)
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get((day - today).days) or _days_apart(day, today)


@register.filter
def how_long(value: Moment | None) -> str:
    """Say how long ago or how soon a day or a moment is; nothing for None."""
    return distance(value, timezone.now()) if value else ""


@register.filter
def long_date(value: Moment | None) -> str:
    """Write a day as "21 November 2026", a moment as "21 November 2026 at 14:02"; nothing for None."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        local = _local(value)
        return f"{local.day} {local:%B %Y} at {local:%H:%M}"
    return f"{value.day} {value:%B %Y}"


@register.filter
def machine_date(value: Moment | None) -> str:
    """Write a day or a moment as the datetime attribute of HTML's time element wants it."""
    return (_local(value) if isinstance(value, dt.datetime) else value).isoformat() if value else ""


@register.filter
def is_past(value: Moment | None) -> bool:
    """Whether a day is before today, or a moment before now; never for None."""
    if not value:
        return False
    if isinstance(value, dt.datetime):
        return _local(value) < timezone.now()
    return value < timezone.localdate()


@register.filter
def css(attrs: Mapping[str, object], component: str) -> str:
    """Give the classes of a form control: the component's, its error form when invalid, and the widget's own."""
    own = str(attrs.get("class") or "").split()
    error = [f"{component}--error"] if attrs.get("aria-invalid") == "true" else []
    return " ".join([component, *error, *(name for name in own if name != component)])


@register.filter
def anchor(field: BoundField) -> str:
    """Give the id of the first control of a field, where a link of the error summary should put the cursor."""
    widget = field.field.widget
    own_id = str(widget.attrs.get("id") or field.auto_id)
    return own_id and (widget.id_for_label(own_id) or f"{own_id}_0")


@register.filter
def any_errors(forms: Iterable[BaseForm] | None) -> bool:
    """Whether one of several forms on a page was filled in wrongly."""
    return any(form.errors for form in forms or ())


def _asked_for(field: BoundField) -> str:
    label = str(field.label)
    if label.endswith("?"):
        return f"Answer the question: {label}"
    thing = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    input_type = getattr(field.field.widget, "input_type", "")
    if input_type == "checkbox" and not field.use_fieldset:
        return f"Confirm: {label}"
    return f"{'Choose' if input_type in CHOSEN else 'Enter'} {thing}"


@register.filter
def problems(field: BoundField) -> list[str]:
    """Say what is wrong with a field; Django's "This field is required." becomes what to enter or choose."""
    unhelpful = str(Field.default_error_messages["required"])
    return [_asked_for(field) if words == unhelpful else words for words in map(str, field.errors)]
