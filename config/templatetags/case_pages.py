"""The line by which the pages of a case are reached from each other."""

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("components/sub_navigation_item.html", takes_context=True)
def case_page(context: template.Context, name: str, words: str, and_under: str = "") -> dict[str, object]:
    """Link a page of the case in `case` by its URL name; it is the current one there and at the names under it.

    A page of another floor is named with its floor, as in `multiagency:sharing`.
    """
    current = str(context["here"]) in {name.rsplit(":", maxsplit=1)[-1], *and_under.split()}
    route = name if ":" in name else f"casework:{name}"
    return {"url": reverse(route, args=[context["case"].reference]), "words": words, "current": current}
