"""What is said of a question left open reads as English, whether the form says it or the label makes it."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from typing import TypeGuard

from django import forms

import accounts
import audit
import casework

GENERAL = str(forms.Field.default_error_messages["required"])
NO_THING = re.compile(r"(By|On|Go|Let|Look|Who|When)\b|.*\b(on|by|to)$")
"""Labels that do not follow "Enter" or "Choose"."""


def test_a_label_that_names_no_thing_has_words_of_its_own_for_what_is_missing() -> None:
    wrong = [
        f"{form.__name__}: {field.label}"
        for form in forms_of_the_product()
        for field in form.base_fields.values()
        if field.required and field.error_messages["required"] == GENERAL and no_thing(str(field.label))
    ]
    assert wrong == []


def test_such_labels_are_known() -> None:
    assert all(no_thing(label) for label in ("Decided on", "Assessed by", "Referred to", "By when", "Look again on"))
    assert not any(no_thing(label) for label in ("Why? Say what it rests on?", "Name of the team", "Occurred"))


def no_thing(label: str) -> bool:
    return not label.endswith("?") and bool(NO_THING.match(label))


def forms_of_the_product() -> Iterator[type[forms.Form]]:
    for package in (accounts, audit, casework):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("forms"):
                yield from (one for _, one in getmembers(import_module(module.name), isclass) if is_form(one))


def is_form(one: type) -> TypeGuard[type[forms.Form]]:
    return issubclass(one, forms.BaseForm) and hasattr(one, "base_fields")
