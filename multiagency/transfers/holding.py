"""A case stays open until the other area has acknowledged its transfer pack; the database holds it as well."""

from casework.cases.models import Case
from casework.closing.kept_open import keeps_open
from multiagency.transfers.models import TransferPack
from multiagency.transfers.moves import WAITING


@keeps_open
def until_acknowledged(case: Case) -> str:
    """Why a case stays open, in words; empty where nothing that was handed over waits."""
    pack = TransferPack.objects.filter(case=case, state__in=WAITING).select_related("agency").first()
    if pack is None:
        return ""
    return (
        f"{pack.agency.name} has not acknowledged the transfer pack yet, so this case stays open. Ask "
        f"{pack.agency.liaison}, or withdraw the pack."
    )
