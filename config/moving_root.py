"""From one root key to another, in one transaction of the owner's: a stop in the middle leaves everything as it was."""

from django.db import connection, transaction

from accounts.signin.moving import move_secrets
from audit.ledger.acts import Act, Kind
from audit.ledger.events import record
from config.database_login import as_owner, require_owner_login
from vault.moving import move_keys
from vault.roots.root import RootKey

ROOT_KEY_MOVED = Act("config.root_key.move", Kind.MAINTENANCE, "Moved every key to another root key")


def move_root(*, old: RootKey, new: RootKey) -> int:
    """Wrap every key and every secret of signing in with the new root key; gives how many.

    Refuses (Unreadable) to go on where one does not open.
    """
    with as_owner():
        require_owner_login()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('rt.maintenance', 'on', true)")
            moved = move_keys(old=old, new=new) + move_secrets(old=old, new=new)
            record(ROOT_KEY_MOVED, by=None, facts={"keys": moved})
    return moved
