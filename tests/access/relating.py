"""A relationship on any case of the world, recorded when it is first asked for."""

from uuid import UUID

from tests.access.world import Standing, World
from tests.casework.relationships.ties import related

SAID = {
    "name": "Ottoline Vane", "kind": "SIBLING", "risk": "NOT_KNOWN", "known": "NOT_KNOWN", "basis": "REPORTED",
}  # fmt: skip


def relationship_of(world: World, standing: Standing) -> UUID:
    """The relationship of the case to which somebody stands in their relation."""
    case = world.case_of(standing)
    if case.pk not in world.related:
        world.related[case.pk] = related(world.worker, case, "Barnaby Quill").pk
    return world.related[case.pk]
