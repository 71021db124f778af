"""The two exchanges with a passkey, making one and using one: what is asked, and whether the answer fits (WebAuthn).

Pure but for randomness: what was asked travels as a `Ceremony`, which the web keeps sealed in the browser.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, generate_challenge
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from betterjournal.accounts import factors
from betterjournal.accounts.models import Passkey
from betterjournal.errors import Invalid
from betterjournal.settings import load

Purpose = Literal["sign-in", "prove", "unlock", "add", "join", "back"]
Answer = Mapping[str, Any]
SECONDS = 300
TRANSPORTS = ("internal", "hybrid", "usb", "nfc", "ble", "smart-card")
# At most 1,023 bytes, as the standard has it, in base64.
CREDENTIAL_ID = re.compile(r"[A-Za-z0-9_-]{1,1364}")
# What stands where, in the browser's own words, when a passkey was made on it.
DEVICES = {
    "iPhone": "iphone",
    "iPad": "ipad",
    "Android": "android",
    "CrOS": "chromeos",
    "Windows": "windows",
    "Macintosh": "mac",
    "Linux": "linux",
}


@dataclass(frozen=True)
class Ceremony:
    """One challenge: what for, whose, and who holds it (a sign-in session or an invitation)."""

    purpose: Purpose
    challenge: str
    person_id: str = ""
    holder: str = ""


@dataclass(frozen=True)
class Offer:
    """What the browser is asked, as JSON, and what to remember of it."""

    options: str
    ceremony: Ceremony


@dataclass(frozen=True)
class Made:
    """A passkey that was just made."""

    credential_id: str
    public_key: str
    sign_count: int
    transports: str
    elsewhere: bool  # on another device than the one that asked


def ask_for_one(purpose: Literal["sign-in", "prove", "unlock"], holder: str = "") -> Offer:
    """Any passkey of this site: nobody says who they are first, so nobody learns who has an account."""
    challenge = generate_challenge()
    options = generate_authentication_options(
        rp_id=_site(),
        challenge=challenge,
        timeout=SECONDS * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Offer(options_to_json(options), Ceremony(purpose, bytes_to_base64url(challenge), "", holder))


def ask_for_new(
    purpose: Literal["add", "join", "back"], person_id: str, email: str, holder: str, known: list[Passkey] | None = None
) -> Offer:
    """A new passkey, found again without an address (a resident key), on a device without one of the `known`.

    A phone lists it by the neutral name and the address: no practice, no name.
    """
    challenge = generate_challenge()
    had = [PublicKeyCredentialDescriptor(base64url_to_bytes(each.credential_id)) for each in known or []]
    options = generate_registration_options(
        rp_id=_site(),
        rp_name=factors.ISSUER,
        user_id=bytes.fromhex(person_id),
        user_name=email,
        challenge=challenge,
        timeout=SECONDS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            # Not merely preferred: a key that needs the address first could never sign in without one.
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=had,
    )
    return Offer(options_to_json(options), Ceremony(purpose, bytes_to_base64url(challenge), person_id, holder))


def expected(ceremony: Ceremony | None, purpose: Purpose, holder: str = "") -> Ceremony:
    """The ceremony, when it is this one of this holder; else it took too long, or was never begun."""
    if ceremony is None or (ceremony.purpose, ceremony.holder) != (purpose, holder):
        raise Invalid("", "problem.passkey_late")
    return ceremony


def made(ceremony: Ceremony, answer: Answer) -> Made:
    """The new passkey, made for this challenge, this site and this very address by a person who was verified."""
    try:
        found = verify_registration_response(
            credential=dict(answer),
            expected_challenge=base64url_to_bytes(ceremony.challenge),
            expected_rp_id=_site(),
            expected_origin=load().public_url,
            require_user_verification=True,
        )
    except Exception:
        # Whatever a stranger sends, the readers of its nested formats fail in many ways that mean one thing.
        raise Invalid("", "problem.passkey") from None
    given = answer["response"].get("transports")
    told = [each for each in TRANSPORTS if isinstance(given, list) and each in given]
    return Made(
        bytes_to_base64url(found.credential_id),
        bytes_to_base64url(found.credential_public_key),
        found.sign_count,
        ",".join(told),
        answer.get("authenticatorAttachment") == "cross-platform",
    )


def used(ceremony: Ceremony, answer: Answer, passkey: Passkey) -> int:
    """The new count of a passkey that answered; one that did not rise since is a copy's, and is refused."""
    try:
        found = verify_authentication_response(
            credential=dict(answer),
            expected_challenge=base64url_to_bytes(ceremony.challenge),
            expected_rp_id=_site(),
            expected_origin=load().public_url,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
        handle = answer["response"].get("userHandle")
        if handle and base64url_to_bytes(handle) != bytes.fromhex(passkey.person_id):
            raise ValueError("somebody else's")
    except Exception:
        # As above.
        raise Invalid("", "problem.passkey") from None
    return found.new_sign_count


def credential_id(answer: Answer) -> str:
    """Which passkey the answer claims to come from; "" for none."""
    given = answer.get("id")
    return given if isinstance(given, str) and CREDENTIAL_ID.fullmatch(given) else ""


def device(new: Made, user_agent: str) -> str:
    """What a person calls the thing their passkey is on; its words stand in the catalogue as `passkey.on.<device>`."""
    if new.elsewhere:
        return "phone" if {"hybrid", "internal"} & set(new.transports.split(",")) else "key"
    return thing(user_agent)


def thing(user_agent: str) -> str:
    """What a browser says it runs on, in the same words."""
    return next((name for mark, name in DEVICES.items() if mark in user_agent), "other")


def _site() -> str:
    return urlsplit(load().public_url).hostname or ""
