"""The secrets of signing in, sealed under another root key."""

from allauth.mfa.models import Authenticator

from accounts.signin import codes, kept, passkeys
from accounts.signin.adapter import SEEDS
from accounts.signin.models import KeptForm, SignIn
from vault.roots.root import RootKey
from vault.secrets import move_secret


def move_secrets(*, old: RootKey, new: RootKey) -> int:
    """Move every seed, passkey and kept form, and give how many; sessions end, so that everybody signs in again.

    Refuses (Unreadable) to go on where one does not open. Needs the transaction of the whole move.
    """
    moved = 0
    for authenticator in Authenticator.objects.all():
        beside = {passkeys.FACTS: passkeys.bound_to(authenticator), codes.WHOSE: codes.bound_to(authenticator)}
        contexts = dict.fromkeys(codes.SEEDS.values(), SEEDS) | beside
        for name in contexts.keys() & authenticator.data.keys():
            authenticator.data[name] = move_secret(authenticator.data[name], contexts[name], old=old, new=new)
            moved += 1
        authenticator.save(update_fields=["data"])
    for form in KeptForm.objects.all():
        form.words = move_secret(form.words, kept.bound_to(form), old=old, new=new)
        form.save(update_fields=["words"])
        moved += 1
    SignIn.objects.all().delete()
    return moved
