"""The rooms' models, gathered so that Django finds them."""

from multiagency.sharing.models import Approval, DisclosedItem, Disclosure, SharingDecision

__all__ = [
    "Approval",
    "DisclosedItem",
    "Disclosure",
    "SharingDecision",
]
