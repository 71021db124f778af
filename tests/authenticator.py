"""A passkey without a phone: answers what our server asks, as well or as badly as a test wants."""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url as text

from betterjournal.settings import load

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey of one device. Each field can be set to what an attacker would have instead."""

    origin: str = field(default_factory=lambda: load().public_url)
    site: str = "localhost"
    count: int = 0
    counts: bool = True
    flags: int = PRESENT | VERIFIED
    handle: bytes = b""
    credential_id: bytes = field(default_factory=lambda: uuid4().bytes)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str | Mapping[str, Any]) -> dict[str, Any]:
        """The answer to the options for a new passkey, as `toJSON` gives it."""
        asked = json.loads(options) if isinstance(options, str) else options
        self.handle = base64url_to_bytes(asked["user"]["id"])
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | ATTESTED) + self._attested()}
        response = {
            "clientDataJSON": text(self._told("webauthn.create", asked["challenge"])),
            "attestationObject": text(cbor2.dumps(attested)),
            "transports": ["internal", "hybrid", "carrier-pigeon"],
        }
        return self._answer(response)

    def use(self, options: str | Mapping[str, Any]) -> dict[str, Any]:
        """The answer to the options for any passkey."""
        asked = json.loads(options) if isinstance(options, str) else options
        self.count += 1 if self.counts else 0
        told, data = self._told("webauthn.get", asked["challenge"]), self._data(self.flags)
        signed = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": text(told),
            "authenticatorData": text(data),
            "signature": text(signed),
            "userHandle": text(self.handle),
        }
        return self._answer(response)

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        name = text(self.credential_id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }

    def _told(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _attested(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id + cbor2.dumps(public)
