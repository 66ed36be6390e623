"""Reading facts that come from outside: every name, type and code is checked before anything is decided."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from multiagency.sharing.facts import EVERYTHING, NAMES, TEXTS, AgreementFacts, BadFact, Facts, Override, laid_over
from multiagency.sharing.policy import Policy

FLAGS: Final = frozenset(
    {
        "gateway_request", "art9_or_sch", "apd", "art10", "le_to_other_authorised", "ndo", "ndo_exempt", "identifiable",
        "mappa_managed", "restricted", "need_to_know", "discloser_coi", "recipient_coi", "recipient_ready",
        "recipient_active", "third_party_data", "excess_fields", "fact_flag", "disputed", "emergency",
    }
)  # fmt: skip
AGREEMENT: Final = ("state", "signed_a", "signed_b", "purposes", "categories", "review_overdue_days")
OVERRIDE: Final = ("requester", "authoriser", *TEXTS)


def facts_from(given: Mapping[str, Any], policy: Policy) -> Facts:
    """Give the facts over the policy's baseline; refuses (BadFact) an unknown name, a wrong type, an unknown code."""
    for name in given:
        if name not in NAMES:
            raise BadFact(str(name), "there is no such fact")
    said = {name: _read(name, laid_over(policy.baseline[name], value), policy) for name, value in given.items()}
    return Facts(**{**_unsaid(policy), **said})


@cache
def _unsaid(policy: Policy) -> Mapping[str, Any]:
    """Each fact as it stands where nothing is said of it."""
    return {name: _read(name, policy.baseline[name], policy) for name in NAMES}


def _read(name: str, value: object, policy: Policy) -> Any:
    if name in FLAGS:
        return _flag(name, value)
    reader = _READERS.get(name)
    return reader(name, value, policy) if reader else _code(name, value, policy)


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadFact(name, "say true or false")
    return value


def _code(name: str, value: object, policy: Policy) -> str | None:
    """One code of the list for this fact; null where the fact may be nothing."""
    if value is None and name in policy.may_be_null:
        return None
    if not isinstance(value, str):
        raise BadFact(name, "say one code, as text" + (", or null" if name in policy.may_be_null else ""))
    if value not in policy.codes[name]:
        raise BadFact(name, "this code is in none of the lists")
    return value


def _codes(name: str, value: object, policy: Policy, known: str = "") -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadFact(name, "say a list of codes")
    unknown = [one for one in value if one not in policy.codes[known or name]]
    if unknown:
        raise BadFact(name, "it holds a code that is in none of the lists")
    return frozenset(value)


def _covered(name: str, value: object, policy: Policy, known: str) -> frozenset[str] | None:
    if value == "*":
        return EVERYTHING
    if isinstance(value, str):
        raise BadFact(name, 'say "*" for everything, or a list of codes')
    return _codes(name, value, policy, known)


def _agreement(name: str, value: object, policy: Policy) -> AgreementFacts | None:
    if value is None:
        return None
    held = _object(name, value, AGREEMENT)
    for part in AGREEMENT:
        if part not in held:
            raise BadFact(f"{name}.{part}", "it is missing")
    days = held["review_overdue_days"]
    if isinstance(days, bool) or not isinstance(days, int):
        raise BadFact(f"{name}.review_overdue_days", "say a whole number of days")
    return AgreementFacts(
        state=str(_code(f"{name}.state", held["state"], policy)),
        signed_a=_flag(f"{name}.signed_a", held["signed_a"]),
        signed_b=_flag(f"{name}.signed_b", held["signed_b"]),
        purposes=_covered(f"{name}.purposes", held["purposes"], policy, "purpose"),
        categories=_covered(f"{name}.categories", held["categories"], policy, "category"),
        review_overdue_days=days,
    )


def _override(name: str, value: object, _: Policy) -> Override | None:
    """The override; what is not said of it is not there, so that it does not hold."""
    if value is None:
        return None
    held = _object(name, value, OVERRIDE)
    for part, said in held.items():
        if not (isinstance(said, str) or said is None):
            raise BadFact(f"{name}.{part}", "say it as text")
    texts = {text: held.get(text) or "" for text in TEXTS}
    return Override(held.get("requester"), held.get("authoriser"), **texts)


def _object(name: str, value: object, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadFact(name, "say an object, or null")
    for part in value:
        if part not in known:
            raise BadFact(f"{name}.{part}", "there is no such fact")
    return value


_Reader = Callable[[str, object, Policy], object]
_READERS: Final[Mapping[str, _Reader]] = {
    "agreement": _agreement, "override": _override, "markers": _codes, "approved": _codes,
}  # fmt: skip
