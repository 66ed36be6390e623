"""The line by which the pages of a case are reached from each other."""

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("components/sub_navigation_item.html", takes_context=True)
def case_page(context: template.Context, name: str, words: str, and_under: str = "") -> dict[str, object]:
    """Link a page of the case in `case` by its URL name, casework's where it names no other floor.

    It is the current one there and at the names under it.
    """
    current = str(context["here"]) in {name.rpartition(":")[2], *and_under.split()}
    return {
        "url": reverse(name if ":" in name else f"casework:{name}", args=[context["case"].reference]),
        "words": words,
        "current": current,
    }
