"""Whether a version says all that it must before anybody can sign it (governance, ISA-02 and ISA-07)."""

from collections.abc import Collection

from multiagency.agreements.models import AgreementVersion, Clause, Dpia, Effect, Party
from multiagency.agreements.sections import QUESTIONS, Section

FEWEST_PARTIES = 2


def blank_sections(
    version: AgreementVersion, parties: Collection[Party], clauses: Collection[Clause]
) -> list[Section]:  # fmt: skip
    """The sections that are still blank, in the order of the pages; none means that it is ready to sign."""
    types = {party.agency.type for party in parties}
    binding = [
        clause for clause in clauses
        if clause.effect == Effect.ALLOW and clause.from_type in types and clause.to_type in types
    ]  # fmt: skip
    owner_in = any(party.agency_id == version.owner_id for party in parties)
    said = {section: bool(str(version.sections.get(section, "")).strip()) for section in QUESTIONS}
    said |= {
        Section.PARTIES: owner_in and len(parties) >= FEWEST_PARTIES,
        Section.ITEMS: bool(binding),
        Section.BASES: bool(parties) and all(party.basis for party in parties),
        Section.GATEWAYS: bool(binding) and all(clause.gateways for clause in binding),
        Section.TERM: bool(version.starts_on and version.review_on and version.ends_on),
        Section.DPIA: _dpia_is_said(version),
    }
    return [section for section in Section if not said[section]]


def _dpia_is_said(version: AgreementVersion) -> bool:
    """It was made, with its number, day and outcome, or there is a reason why it is not required."""
    if version.dpia == Dpia.DONE:
        return bool(version.dpia_reference and version.dpia_on and version.dpia_outcome)
    return version.dpia == Dpia.NOT_REQUIRED and bool(str(version.sections.get(Section.DPIA, "")).strip())
