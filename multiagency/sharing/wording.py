"""Why a rule fired, with everything named: the same words on every page and in every copy (governance DIS-14)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from casework.bases.models import Basis
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.models import AgreementVersion
from multiagency.sharing.claims import Audience, Claims, WholeCategory
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import Decided
from multiagency.sharing.facts import EVERYTHING, Facts
from multiagency.sharing.gathering import Gathered
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import Explanation, Policy, policy_of

OF_GATEWAYS: Final = frozenset({"R40", "R41", "R42", "R43", "R44"})
IN_ONE_RULE: Final = {"R63": {"n": "some"}, "R80": {"x": "training and vetting"}}
NAMED_FOR: Final = {
    "PCSC_16": "preventing serious violence and planning services",
}  # fmt: skip


def explanations(
    gathered: Gathered,
    decided: Decided,
    opened: OpenedCase,
    audience: Audience,
    policy: Policy,
    claims: Claims | None = None,
    by: str = "",
) -> tuple[Explanation, ...]:
    """What every rule that fired says, in their order; nothing of the item's content. `by` is who shares."""
    names = _names(gathered, opened, audience, by)
    said = (policy.explain(rule, {**names, **_of_rule(rule, gathered, policy)}) for rule in decided.fired)
    return tuple(_as_sentence(_justified(one, claims) if claims else one) for one in said)


def told_later(decisions: Sequence[SharingDecision]) -> list[tuple[SharingDecision, tuple[Explanation, ...]]]:
    """Decisions on record, each with what its rules say, named by its own facts; nothing of the content.

    One query for however many there are.
    """
    references = references_of(decisions)
    return [(one, _told(one, references.get(one.agreement_version_id, ""))) for one in decisions]


def references_of(decisions: Iterable[SharingDecision]) -> dict[UUID | None, str]:
    """The references of the agreements that decisions went by, by version."""
    named = {one.agreement_version_id for one in decisions if one.agreement_version_id}
    versions = AgreementVersion.objects.filter(pk__in=named).select_related("agreement")
    return {version.pk: version.agreement.reference for version in versions}


def _told(decision: SharingDecision, reference: str) -> tuple[Explanation, ...]:
    policy, category = policy_of(decision.policy), Category(decision.category)
    facts = facts_from(decision.facts, policy)
    gathered = Gathered(WholeCategory(category, decision.owner), facts, None)
    names = {
        "A": decision.owner.name, "B": decision.agency.name, "C": _within(category.label), "ref": reference,
        "P": _within(Purpose(facts.purpose).label), "gateway": _label(Gateway, facts.gateway or ""),
        "basis": _label(Basis, facts.basis), "n": str(facts.agreement.review_overdue_days) if facts.agreement else "",
        "state": facts.agreement.state.lower() if facts.agreement else "",
    }  # fmt: skip
    known = {name: text for name, text in names.items() if text}
    told = (policy.explain(rule, {**known, **_said_in(rule, gathered, policy)}) for rule in decision.rules)
    return tuple(_as_sentence(one) for one in told)


def _justified(said: Explanation, claims: Claims) -> Explanation:
    """What is about other people goes too where somebody said why; that takes the place of its being left out."""
    if said.rule != "R63" or not claims.third_party.strip():
        return said
    return replace(said, words=f"Data about other people is included: {claims.third_party.strip()}")


def _names(gathered: Gathered, opened: OpenedCase, audience: Audience, by: str) -> dict[str, str]:
    """How things are called; what nobody said stays as the policy calls it."""
    facts, terms, to = gathered.facts, gathered.terms, audience.agency.name
    person = audience.person.name if audience.person else ""
    said = {
        "A": opened.case.owner.name, "B": to, "S": opened.name.text, "P": _within(Purpose(facts.purpose).label),
        "C": _within(gathered.thing.category.label), "name": person, "recipient": person,
        "basis": _label(Basis, facts.basis), "owner": gathered.thing.owner.name,
        "originator": gathered.thing.owner.name, "gateway": _label(Gateway, facts.gateway or ""),
        "ref": terms.reference if terms else "", "user": by,
        "state": facts.agreement.state.lower() if facts.agreement else "",
        "n": str(facts.agreement.review_overdue_days) if facts.agreement else "",
    }  # fmt: skip
    return {name: text for name, text in said.items() if text}


def _of_rule(rule: str, gathered: Gathered, policy: Policy) -> Mapping[str, str]:
    """What a name means in one rule alone."""
    return {**_said_in(rule, gathered, policy), **_day_of(rule, gathered)}


def _day_of(rule: str, gathered: Gathered) -> Mapping[str, str]:
    day = gathered.days.get(rule)
    if day:
        return {"date": f"{day:%-d %B %Y}"}
    return {"date": "not in force yet"} if rule == "R31" else {}


def _said_in(rule: str, gathered: Gathered, policy: Policy) -> Mapping[str, str]:
    facts = gathered.facts
    if rule == "R33" and facts.agreement and facts.agreement.purposes is not EVERYTHING:
        return {"list": ", ".join(sorted(Purpose(code).label for code in facts.agreement.purposes)) or "nothing"}
    if rule in OF_GATEWAYS:
        fits = [Gateway(code).label for code in fitting(facts, policy)]
        return {"list": "; ".join(fits) or "none", "x": NAMED_FOR.get(facts.gateway or "", "something else")}
    if rule == "R50":
        return {"state": facts.consent.lower().replace("_", " ")}
    if rule == "R72":
        return {"list": ", ".join(gathered.trimmed.kept) or "none of it"}
    return IN_ONE_RULE.get(rule, {})


def fitting(facts: Facts, policy: Policy) -> list[str]:
    """The powers that no rule about powers stands against, for these parties, this purpose and this category."""
    return [code for code in Gateway.values if not OF_GATEWAYS.intersection(policy.fired(replace(facts, gateway=code)))]


def _as_sentence(said: Explanation) -> Explanation:
    return replace(said, words=said.words[:1].upper() + said.words[1:])


def _within(label: str) -> str:
    """A label inside a sentence: it begins small, unless it begins with an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _label(choices: type[Basis | Gateway], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code.replace("_", " ").lower()
