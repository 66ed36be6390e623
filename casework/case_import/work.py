"""Bringing an import in: plan it, write batch after batch, and finish; killed anywhere, the next run goes on."""

from collections.abc import Callable, Sequence
from uuid import UUID

from accounts.actor import Actor
from accounts.context import acting
from casework.case_import.models import CaseImport
from casework.case_import.options import Options
from casework.case_import.planning import Plan, plan_import
from casework.case_import.services import finish, write_batch
from casework.case_import.sheets import Everything, SheetMapping
from casework.case_import.units import batches, units

Report = Callable[[int, int], None]


def bring_in(
    actor: Actor, batch_id: UUID, run: UUID, everything: Everything, mappings: Sequence[SheetMapping], options: Options,
    report: Report,
) -> tuple[CaseImport, Plan]:  # fmt: skip
    """Bring in whatever is not here yet, each batch in a transaction of its own.

    Rows that an earlier run of the same import brought in are found by their references and count as added by it.
    `report` is told how many rows of how many are done.
    """
    with acting(actor):
        plan = plan_import(actor, everything, mappings, options, batch_id)
    found = units(plan)
    done, total = 0, sum(unit.weight for unit in found)
    for batch in batches(found):
        done += sum(unit.weight for unit in batch)
        with acting(actor):
            write_batch(actor=actor, import_id=batch_id, run=run, found=batch, done=done, total=total)
        report(done, total)
    with acting(actor):
        batch_row = finish(
            actor=actor, import_id=batch_id, run=run, everything=everything, mappings=mappings, plan=plan
        )
    return batch_row, plan
