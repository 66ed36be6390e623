"""On which conditions the partners rely for sensitive data; one partner has let its policy document run out."""

from datetime import timedelta
from typing import Final

from accounts.actor import system_actor
from accounts.context import acting
from accounts.models import Agency, User
from casework.categories import Category
from config.demo.world import World
from multiagency.conditions.catalogue import NEEDED, Need
from multiagency.conditions.services import Entry, add_reliance

SPECIAL: Final = NEEDED[Need.SPECIAL]
CRIMINAL: Final = NEEDED[Need.CRIMINAL]
HEALTH: Final = frozenset({
    Category.HEALTH_PHYSICAL, Category.HEALTH_MENTAL, Category.SUBSTANCE_TREATMENT, Category.COUNSELLING,
})  # fmt: skip
ENFORCES: Final = (
    ("SCH8_1", SPECIAL), ("SCH8_4", SPECIAL), ("SCH1_18", SPECIAL), ("ART10_AUTHORITY", CRIMINAL),
)  # fmt: skip
SAFEGUARDS: Final = (("SCH1_18", SPECIAL), ("SCH1_6", SPECIAL | CRIMINAL))
TREATS: Final = (("SCH1_2", HEALTH), ("SCH1_18", SPECIAL | CRIMINAL))
RELIED_ON: Final = {
    "police": ENFORCES, "probation": ENFORCES, "council": SAFEGUARDS, "adultcare": SAFEGUARDS,
    "childcare": SAFEGUARDS, "housing": (("SCH1_18", SPECIAL), ("SCH1_10", CRIMINAL)), "mentalhealth": TREATS,
    "icb": TREATS, "fire": (("SCH1_18", SPECIAL),), "idva": SAFEGUARDS, "outreach": SAFEGUARDS,
}  # fmt: skip
"""By agency; the business improvement district has none, so that nothing sensitive leaves it."""
OUT_OF_DATE: Final = frozenset({("housing", "SCH1_18")})
ANSWERS: Final = ("DPO", "IG_OFFICER", "TEAM_MANAGER", "CASEWORKER")
"""Who answers for a document, by role, the first whom the agency has."""
PROCEDURES: Final = (
    "Staff are trained each year. Only what the purpose needs is used, and each look at it is written down and sampled "
    "every month by the officer for information governance."
)
RETENTION: Final = "As long as the case is open and six years after, then erased together with its keys."


def load_conditions(world: World, loader: str, agencies: dict[str, Agency], users: dict[str, User]) -> None:
    """Write the register of every agency in its own name."""
    partnership_id = next(iter(users.values())).partnership_id
    for code, relied_on in RELIED_ON.items():
        actor = system_actor(loader, partnership_id, agencies[code].pk)
        keeper = users[_keeper(world, code)]
        with acting(actor):
            for condition, categories in relied_on:
                add_reliance(actor=actor, entry=_entry(world, code, condition, categories, keeper))


def _keeper(world: World, code: str) -> str:
    theirs = [one for one in world.staff if one.agency == code]
    return min(theirs, key=lambda one: min(map(_place, one.roles))).email


def _place(role: str) -> int:
    return ANSWERS.index(role) if role in ANSWERS else len(ANSWERS)


def _entry(world: World, code: str, condition: str, categories: frozenset[Category], keeper: User) -> Entry:
    late = (code, condition) in OUT_OF_DATE
    return Entry(
        condition=condition, categories=categories, keeper=keeper, reference=f"APD {code} {condition}",
        procedures=PROCEDURES, retention=RETENTION, from_on=world.today - timedelta(days=500),
        review_on=world.today + timedelta(days=-40 if late else 200),
    )  # fmt: skip
