"""Passkeys (W3C WebAuthn, Level 3): registering one, and believing a signature of one.

Beside each passkey stand sealed facts, bound to its user: whoever can only write rows can neither plant a passkey, nor
let a second factor sign in by itself, nor unlock one. Every passkey asks for a PIN or a fingerprint, so that a key left
in a machine does not open it at a touch.
"""

import hashlib
import json
import struct
from dataclasses import asdict, dataclass, replace
from typing import Any, NoReturn
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.db import transaction
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticationResponse, AuthenticatorData, RegistrationResponse

from accounts.acts import PASSKEY_COPIED, SECOND_FACTOR_FAILED
from accounts.people.models import User
from accounts.signin import records
from accounts.signin.session import ours
from vault.envelope import Unreadable
from vault.secrets import open_secret, seal_secret

_MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error)
FACTS = "facts"


@dataclass(frozen=True)
class Facts:
    """What is known of a passkey, sealed beside it; `signs_in` means by itself, without a password.

    `public` is a hash of its name and public key together: the name alone would go with another's key as well.
    """

    public: str
    signs_in: bool
    count: int
    locked: bool = False


def facts_of(authenticator: Authenticator) -> Facts | None:
    """The sealed facts of a passkey; None where there are none, or not for this user and key."""
    try:
        facts = Facts(**json.loads(open_secret(authenticator.data.get(FACTS, ""), bound_to(authenticator))))
        public = _public(auth.WebAuthn(authenticator).authenticator_data.credential_data)
    except (Unreadable, *_MALFORMED):
        return None
    return facts if facts.public == public else None


def newest_passkey(user: User) -> Authenticator:
    """The passkey that this user added last."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).latest("pk")


def write_facts(authenticator: Authenticator, facts: Facts) -> None:
    """Seal these facts beside the passkey."""
    authenticator.data[FACTS] = seal_secret(json.dumps(asdict(facts)), bound_to(authenticator))
    authenticator.save(update_fields=["data"])


def registered(response: dict[str, Any], *, signs_in: bool) -> Facts:
    """Check what a new passkey answered; refuses (ValidationError) one that asked for no PIN or fingerprint.

    It signs in by itself only where that was wanted and the key says that it remembers whom it belongs to.
    """
    try:
        RegistrationResponse.from_dict(response)
        data: AuthenticatorData = auth.complete_registration(response)
    except _MALFORMED:
        _refuse()
    if not data.is_user_verified() or data.credential_data is None:
        _refuse()
    resident = response.get("clientExtensionResults", {}).get("credProps", {}).get("rk") is True
    return Facts(_public(data.credential_data), signs_in=signs_in and resident, count=data.counter)


def owner_named_in(response: Any) -> UUID:
    """Whom a passkey says that it belongs to; nobody's id where it does not say so."""
    try:
        return UUID(websafe_decode(response["response"]["userHandle"]).decode())
    except _MALFORMED:
        return UUID(int=0)


def believed(response: Any, owner: UUID, *, signs_in: bool) -> Authenticator:
    """The passkey of this owner that signed the challenge of this session, which counts once.

    Refuses (ValidationError) any other, one that is locked, one that may not sign in by itself where that is asked,
    and one whose counter went back, which locks it: a copy of it may exist.
    """
    authenticator, count = _signed(response, owner)
    with transaction.atomic():
        mine = Authenticator.objects.select_for_update(of=("self",)).select_related("user").get(pk=authenticator.pk)
        facts = facts_of(mine)
        copied = facts is not None and not facts.locked and _went_back(facts.count, count)
        if facts is not None and not facts.locked:
            write_facts(mine, replace(facts, count=max(count, facts.count), locked=copied))
    user = ours(authenticator.user)
    if copied:
        records.alarm(user, PASSKEY_COPIED, passkey=mine.pk)
    if copied or (facts is not None and facts.locked):
        raise get_adapter().validation_error("passkey_locked")
    if facts is None or (signs_in and not facts.signs_in) or not user.is_active:
        records.tried_as(user, SECOND_FACTOR_FAILED)
        _refuse()
    return authenticator


def _signed(response: Any, owner: UUID) -> tuple[Authenticator, int]:
    """As many queries for an owner who does not exist as for a wrong signature of one who does."""
    state = auth.get_state()
    auth.clear_state()
    theirs = Authenticator.objects.filter(user_id=owner, type=Authenticator.Type.WEBAUTHN)
    keys = {_credential_of(key): key for key in theirs.select_related("user__agency", "user__partnership")}
    try:
        answer = AuthenticationResponse.from_dict(response)
        credentials = [key.wrap().authenticator_data.credential_data for key in keys.values()]
        signer = auth.get_server().authenticate_complete(state, credentials, response)
        return keys[websafe_encode(signer.credential_id)], answer.response.authenticator_data.counter
    except _MALFORMED:
        user = next((key.user for key in keys.values()), None)
        records.tried_as(user if isinstance(user, User) else None, SECOND_FACTOR_FAILED)
        _refuse()


def _went_back(before: int, now: int) -> bool:
    """WebAuthn 6.1.1: a key that counts at all must have counted on."""
    return (before > 0 or now > 0) and now <= before


def _public(credential: AttestedCredentialData | None) -> str:
    return hashlib.sha256(credential or b"").hexdigest()


def _credential_of(authenticator: Authenticator) -> str:
    return str(authenticator.data["credential"].get("rawId") or authenticator.data["credential"].get("id"))


def bound_to(authenticator: Authenticator) -> str:
    """What a sealed text is bound to: whose it is, and which."""
    return f"accounts.passkey:{authenticator.user_id}"


def _refuse() -> NoReturn:
    refusal: ValidationError = get_adapter().validation_error("passkey_refused")
    raise refusal
