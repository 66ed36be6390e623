"""Bringing an import in: plan it, write batch after batch, and finish; killed anywhere, the next run goes on."""

import logging
from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.context import acting
from accounts.jobs.declaring import job
from accounts.outbox.services import tell_actor
from casework.case_import.lines import Fate
from casework.case_import.mapping import settled
from casework.case_import.models import CaseImport
from casework.case_import.options import Options
from casework.case_import.planning import Plan, plan_import
from casework.case_import.selectors import open_files, open_import, options_of
from casework.case_import.services import NotReconciled, UnderWay, finish, settle, stop, write_batch
from casework.case_import.sheets import Everything, SheetMapping, read_everything
from casework.case_import.units import batches, units
from casework.importing.table import FileRefused
from casework.notices import IMPORT_ENDED

logger = logging.getLogger(__name__)
Report = Callable[[int, int], None]
FAILED: Final = (
    "Something went wrong on our side. What was brought in so far stays. Start again to go on: nothing is doubled. "
    "If it stops again, ask your support."
)
CHANGED: Final = "People were added since you looked, so more may be there already. Decide about them and start again."
UNEVEN: Final = "The numbers do not come out even with the database, so this is not called done. Ask your support."


class Undecided(Exception):
    """People may be there already about whom nobody has decided."""


@job("casework.import_cases", "Bringing cases in", whole=False, waits=())
def work(actor: Actor, *, import_id: UUID, run_id: UUID) -> None:
    """Bring a begun import in, or note why not; what went wrong goes to the log by its kind alone."""
    try:
        with acting(actor):
            opened = open_import(actor, import_id)
            everything = read_everything(open_files(actor, opened.batch))
            options = options_of(actor, opened.source, opened.options)
        mappings = settled(everything.sheets, {}, opened.options["sheets"])
        bring_in(actor, import_id, run_id, everything, mappings, options, lambda *_: None)
        with acting(actor):
            tell_actor(actor=actor, notice=IMPORT_ENDED)
    except UnderWay:
        logger.warning("An import of cases was taken over by another run.")
    except Undecided:
        _stop(actor, import_id, run_id, CHANGED)
        with acting(actor):
            settle(actor=actor, import_id=import_id, changes={})
    except (FileRefused, NotReconciled) as refused:
        _stop(actor, import_id, run_id, refused.message if isinstance(refused, FileRefused) else UNEVEN)
    except Exception as fault:  # noqa: BLE001 - whoever began it hears of it on the page
        logger.error("An import of cases stopped: %s.", type(fault).__name__)  # noqa: TRY400 - a traceback may hold a value
        _stop(actor, import_id, run_id, FAILED)


def bring_in(
    actor: Actor, batch_id: UUID, run: UUID, everything: Everything, mappings: Sequence[SheetMapping], options: Options,
    report: Report,
) -> tuple[CaseImport, Plan]:  # fmt: skip
    """Bring in whatever is not here yet, each batch in a transaction of its own.

    Rows that an earlier run of the same import brought in are found by their references and count as added by it.
    `report` is told how many rows of how many are done. Refuses (Undecided) people whom somebody must decide about.
    """
    with acting(actor):
        plan = plan_import(actor, everything, mappings, options, batch_id)
    if any(line.fate is Fate.ASK for line in plan.lines):
        raise Undecided
    found = units(plan)
    done, total = 0, sum(unit.weight for unit in found)
    for batch in batches(found):
        done += sum(unit.weight for unit in batch)
        with acting(actor):
            write_batch(actor=actor, import_id=batch_id, run=run, found=batch, done=done, total=total)
        report(done, total)
    with acting(actor):
        finished = finish(actor=actor, import_id=batch_id, run=run, everything=everything, mappings=mappings, plan=plan)
    return finished, plan


def _stop(actor: Actor, import_id: UUID, run: UUID, words: str) -> None:
    with acting(actor):
        if stop(actor=actor, import_id=import_id, run=run, words=words):
            tell_actor(actor=actor, notice=IMPORT_ENDED)
