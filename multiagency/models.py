"""The rooms' models, gathered so that Django finds them."""

from multiagency.agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Party,
    Signatory,
    Signature,
    Suspension,
    Withdrawal,
)

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Clause",
    "Party",
    "Signatory",
    "Signature",
    "Suspension",
    "Withdrawal",
]
