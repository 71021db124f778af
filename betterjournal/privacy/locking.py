"""Encrypts a file in the age format (age-encryption.org), for a recipient's key or under words that open it.

Any age tool opens it. Words are stretched on purpose: for a second, in half a gigabyte, with the interpreter held. So
that runs in a process of its own, which hears them on its standard input and ends.
"""

import secrets
import subprocess
import sys
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
from mnemonic import Mnemonic

import betterjournal
from betterjournal.errors import Invalid, Refused

# 88 bits, before each guess costs a second.
WORDS = 8
_SECONDS = 60


def new_words() -> str:
    """Words to open one file with, easy to say on the phone."""
    return " ".join(secrets.choice(Mnemonic("english").wordlist) for _ in range(WORDS))


def key(typed: str, field: str = "public_key") -> str:
    """A recipient's age key as typed, "" when there is none; `Invalid` for what is no such key."""
    found = "".join(typed.split())
    if found:
        try:
            pyrage.x25519.Recipient.from_str(found)
        except pyrage.RecipientError:
            raise Invalid(field, "problem.age_key") from None
    return found


def under_key(content: bytes, public_key: str) -> bytes:
    """Only who holds the secret half of the key opens it."""
    recipient = pyrage.x25519.Recipient.from_str(public_key)
    return bytes(pyrage.encrypt(content, [recipient]))


def under_words(content: bytes, words: str) -> bytes:
    """Whoever has the words opens it."""
    done = subprocess.run(
        [sys.executable, "-m", __name__],
        input=f"{words}\n".encode() + content,
        capture_output=True,
        cwd=Path(betterjournal.__file__).parents[1],
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise Refused("problem.not_sealed")
    return done.stdout


def _main() -> None:
    words, _, content = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(pyrage.passphrase.encrypt(content, words.decode()))


if __name__ == "__main__":
    _main()
