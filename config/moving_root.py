"""From one root key to another, in one transaction of the owner's: a stop in the middle leaves everything as it was."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from accounts.signin.adapter import SEEDS
from audit.ledger.acts import Act, Kind
from audit.ledger.events import record
from config.database_login import as_owner, require_owner_login
from vault.moving import move_keys
from vault.roots.root import RootKey
from vault.secrets import move_secret

ROOT_KEY_MOVED = Act("config.root_key.move", Kind.MAINTENANCE, "Moved every key to another root key")
_SEEDS = ("secret", "seed")


def move_root(*, old: RootKey, new: RootKey) -> int:
    """Wrap every key and every seed of a second factor with the new root key; gives how many.

    Sessions are dropped, so everybody signs in again. Refuses (Unreadable) to go on where one does not open.
    """
    with as_owner():
        require_owner_login()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('rt.maintenance', 'on', true)")
            moved = move_keys(old=old, new=new) + _move_seeds(old, new)
            Session.objects.all().delete()
            record(ROOT_KEY_MOVED, by=None, facts={"keys": moved})
    return moved


def _move_seeds(old: RootKey, new: RootKey) -> int:
    moved = 0
    for authenticator in Authenticator.objects.all():
        for name in _SEEDS:
            if name in authenticator.data:
                authenticator.data[name] = move_secret(authenticator.data[name], SEEDS, old=old, new=new)
                moved += 1
        authenticator.save(update_fields=["data"])
    return moved
