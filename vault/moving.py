"""Moving to another root key, which wraps every key of the old one. The caller is the owner, in maintenance."""

from vault import envelope as env
from vault.indexes import index_key_context
from vault.models import AgencyKey, IndexKey
from vault.provider import agency_key_context
from vault.roots.root import RootKey


def move_keys(*, old: RootKey, new: RootKey) -> int:
    """Wrap all agency keys and index keys with another root key, and give how many.

    Each is asked for again before it is stored. Refuses the whole (Unreadable) where one does not open.
    """
    moved = 0
    for key in AgencyKey.objects.all():
        key.wrapped = _moved(bytes(key.wrapped), agency_key_context(key), old, new)
        key.save(update_fields=["wrapped"])
        moved += 1
    for index in IndexKey.objects.all():
        index.wrapped = _moved(bytes(index.wrapped), index_key_context(index.partnership_id), old, new)
        index.save(update_fields=["wrapped"])
        moved += 1
    return moved


def _moved(wrapped: bytes, context: bytes, old: RootKey, new: RootKey) -> bytes:
    key = old.unwrap(wrapped, context)
    again = new.wrap(key, context)
    if new.unwrap(again, context) != key:
        raise env.Unreadable("the new root key does not give back what it was given")
    return again
