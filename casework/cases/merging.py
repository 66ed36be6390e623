"""When two people save one form: what each field was, is and would become, and which to keep."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """One field that both people may have changed; `keep` is suggested: theirs where one's own was not touched."""

    name: str
    label: str
    yours: str
    theirs: str
    keep: str


def fingerprint(value: object) -> str:
    """Tells whether a field was changed without carrying what it held."""
    return hashlib.sha256(_text(value).encode()).hexdigest()[:16]


def same(one: object, other: object) -> bool:
    """Whether two values of a field say the same."""
    return _text(one) == _text(other)


def differences(typed: forms.Form, current: Mapping[str, object], sent: Mapping[str, str]) -> list[Difference]:
    """The fields whose typed value is not what is there now; `sent` carries seen_<field> fingerprints."""
    rows = []
    for name, theirs in current.items():
        yours = typed.cleaned_data.get(name)
        if name in typed.fields and not same(yours, theirs):
            touched = fingerprint(yours) != sent.get(f"seen_{name}")
            keep = "yours" if touched else "theirs"
            label, said = str(typed.fields[name].label), _words(typed, name, yours)
            rows.append(Difference(name, label, said, _words(typed, name, theirs), keep))
    return rows


def merged(sent: Mapping[str, str], current: Mapping[str, object]) -> dict[str, str]:
    """What was sent, with what is there now in place of every field for which that was chosen."""
    chosen = {name: _text(value) for name, value in current.items() if sent.get(f"keep_{name}") == "theirs"}
    return {**dict(sent.items()), **chosen}


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def _words(form: forms.Form, name: str, value: object) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    words = f"{value.day} {value:%B %Y}" if isinstance(value, date) else _text(value)
    return str(choices.get(value, words))
