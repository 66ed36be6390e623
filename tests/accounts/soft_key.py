"""A passkey made of software: answers a WebAuthn ceremony as a browser and its authenticator do together."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

HOST, ORIGIN = "testserver", "https://testserver"
Flag = AuthenticatorData.FLAG


@dataclass
class SoftKey:
    """One credential; its counter, origin and whether it asks for a PIN are a test's to change."""

    discoverable: bool = True
    verifies: bool = True
    count: int = 0
    origin: str = ORIGIN
    credential: bytes = field(default_factory=lambda: token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    owner: str = ""

    def register(self, options: dict[str, Any]) -> str:
        """What a browser sends to add this passkey."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        point = self.private.public_key().public_numbers()
        public_key = ES256({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        public = AttestedCredentialData.create(Aaguid.NONE, self.credential, public_key)
        data = AuthenticatorData.create(self._host(), self._flags() | Flag.AT, self.count, public)
        return self._sent(
            {
                "clientDataJSON": self._client_data("webauthn.create", asked["challenge"]),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            },
            {"credProps": {"rk": self.discoverable}},
        )

    def answer(self, options: dict[str, Any]) -> str:
        """What a browser sends to prove that this passkey is there; its counter counts on."""
        self.count += 1
        data = AuthenticatorData.create(self._host(), self._flags(), self.count)
        client = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        signature = self.private.sign(data + sha256(websafe_decode(client)).digest(), ec.ECDSA(SHA256()))
        return self._sent(
            {
                "clientDataJSON": client,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.owner,
            },
            {},
        )

    def _flags(self) -> AuthenticatorData.FLAG:
        return Flag.UP | Flag.UV if self.verifies else Flag.UP

    def _host(self) -> bytes:
        return sha256(HOST.encode()).digest()

    def _client_data(self, ceremony: str, challenge: str) -> str:
        return websafe_encode(
            json.dumps({"type": ceremony, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()
        )

    def _sent(self, response: dict[str, Any], results: dict[str, Any]) -> str:
        name = websafe_encode(self.credential)
        return json.dumps(
            {"type": "public-key", "id": name, "rawId": name, "response": response, "clientExtensionResults": results}
        )
