"""Transfer packs: the form, what would go, the lists, a pack on each side, and a move."""

from multiagency.transfers.checklist import checklist
from multiagency.transfers.moves import Move
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.multiagency.transfers.moving import handover, moved, waiting
from tests.town import Town


def transfer_filled_in(desk: Desk, town: Town) -> str:
    world = handover(town)
    opened(desk, world.sender, of(world.case, "transfers/"), "None made")
    desk.visit(of(world.case, "transfers/new/"))
    desk.press("See what will go")
    return "There is a problem"


def transfer_checked(desk: Desk, town: Town) -> str:
    world = handover(town)
    opened(desk, world.sender, of(world.case, "transfers/new/"), "What goes with them?")
    desk.page.get_by_label("Who takes over?").select_option(f"{town.probation.pk}:{world.taker.pk}")
    for label in ("For good", "They were told that it is shared"):
        desk.page.get_by_label(label).check()
    for unknown in desk.page.get_by_label("Not known").all():
        unknown.check()
    desk.page.get_by_label("Intervention: ").first.check()
    for paper in checklist().papers_for(world.case.role):
        if paper.code != "contacts":
            desk.page.get_by_label(paper.title, exact=True).select_option("NOT_HELD")
    desk.page.get_by_label("Why do they need it").fill("He moves to Easthaven, where nobody knows him")
    desk.press("See what will go")
    return "The checklist"


def transfers_listed(desk: Desk, town: Town) -> str:
    world = handover(town)
    waiting(world)
    return opened(desk, world.taker, "/transfers/", "Your move")


def transfer_opened(desk: Desk, town: Town) -> str:
    world = handover(town)
    pack = waiting(world)
    moved(world, pack, Move.TALK)
    return opened(desk, world.taker, f"/transfers/{pack.pk}/", "Read the papers")


def transfer_acknowledging(desk: Desk, town: Town) -> str:
    world = handover(town)
    return opened(desk, world.taker, f"/transfers/{waiting(world).pk}/acknowledge/", "Acknowledge")


STATES: tuple[State, ...] = (
    transfer_filled_in,
    transfer_checked,
    transfers_listed,
    transfer_opened,
    transfer_acknowledging,
)
