"""What a merge does with every column that names a person; a test fails on one that nobody has thought about.

Add a column here when you add it to a model, and in its migration, for one that moves:
`SELECT follows_merge('casework_table', 'person_id')`; for one that follows its case: a foreign key to
`casework_case (id, person_id, owner_id, partnership_id) ON UPDATE CASCADE`, and no `person_id` in its `vault_stay`.
"""

from enum import StrEnum
from typing import Final


class Fate(StrEnum):
    """What becomes of a column that names the row which is merged into another."""

    MOVES = "It names the row that is kept, and the old one again when the merge is undone"
    FOLLOWS = "It goes with the case that the row is about"
    COPIED = "What is sealed for the person is sealed again for the row that is kept; the old row keeps its own"
    REBUILT = "It is made anew from what is known of the row that is kept"
    STAYS = "It says what was true of the old row at the time"


FATES: Final = {
    "casework.Case.person": Fate.MOVES,
    "casework.CaseShare.person": Fate.FOLLOWS,
    "casework.Relationship.person": Fate.FOLLOWS,
    "casework.Relationship.other": Fate.FOLLOWS,
    "casework.Conflict.person": Fate.MOVES,
    "casework.HarmedBy.person": Fate.MOVES,
    "casework.ImportedRow.person": Fate.MOVES,
    "casework.PersonIdentifier.person": Fate.COPIED,
    "casework.PersonPart.person": Fate.COPIED,
    "casework.PersonIndex.person": Fate.MOVES,  # of a file's row alone; all others are rebuilt before it
    "casework.NameCodes.person": Fate.REBUILT,
    "casework.BreakGlass.person": Fate.STAYS,  # none is open or unreviewed at a merge
    "casework.KeptApart.one": Fate.STAYS,
    "casework.KeptApart.other": Fate.STAYS,
    "casework.PersonLink.person": Fate.FOLLOWS,
    "casework.PersonLink.other": Fate.MOVES,
    "multiagency.Referral.person": Fate.FOLLOWS,
    "multiagency.TransferPack.person": Fate.FOLLOWS,
    "casework.Merge.kept": Fate.STAYS,
    "casework.Merge.merged": Fate.STAYS,
    "casework.Person.merged_into": Fate.STAYS,
}
