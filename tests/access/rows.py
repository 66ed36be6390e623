"""What hangs on the cases of the world, made when an address first names it."""

from collections.abc import Mapping

from accounts.models import User
from casework.cases.models import Case
from casework.handling.models import Kind
from tests.casework.assessments.making import assessed
from tests.casework.handling.marking import placed
from tests.casework.plans.making import acted, needed
from tests.multiagency.packages.handing_over import rows_of_packages
from tests.multiagency.transfers.moving import row_of_pack
from vault.ids import uuid7

MADE_UP: Mapping[str, object] = {
    "assessment_id": uuid7(),
    "set_code": "no-such-set",
    "need_id": uuid7(),
    "action_id": uuid7(),
    "mark_id": uuid7(),
    "item_kind": "case",
    "pack_id": uuid7(),
    "turn": "talk",
}
"""The same of rows that nobody made."""


def made(worker: User, case: Case) -> dict[str, object]:
    """One row of each kind on a case, by what addresses call it."""
    need = needed(worker, case)
    return {
        "assessment_id": assessed(worker, case, days_ago=1).pk, "set_code": "victim-risk-checklist",
        **rows_of_packages(worker, case),
        "pack_id": row_of_pack(worker, case).pk, "turn": "talk",
        "need_id": need.pk, "action_id": acted(worker, case, needed(worker, case)).pk,
        "mark_id": placed(worker, case, Kind.OFFICIAL_SENSITIVE).pk, "item_kind": "case",
    }  # fmt: skip
