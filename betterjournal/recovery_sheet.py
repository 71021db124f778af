"""The master key as words on paper: made to be printed, read back and typed in again.

English words (BIP-39), because each is known by its first four letters and the last one checks the others.
"""

from datetime import date
from functools import cache
from hashlib import sha256

from mnemonic import Mnemonic

from betterjournal.errors import CannotStart

WORDS = 24
ASKED = 3
A_LINE = 4
TELLING = 4

_TEXT = """\
BETTERJOURNAL RECOVERY SHEET
{practice}Printed on {on}. Master key {label}.

{words}

Whoever has these words and a copy of the database and the keyring can read everything.
Keep this sheet on paper, locked away, apart from the machine and its backups. Keep no photograph of it.

To restore the master key:
1. Put the keyring back where the settings say, if it was lost too.
2. Run: python -m betterjournal keys restore
3. Type the {count} words. The first four letters of each are enough.

This sheet is void after "keys rotate": then print a new one. It still opens older backups of the keyring.
To see whether it fits: python -m betterjournal keys check-sheet
"""


def drawn(key: bytes, practice: str, on: date) -> str:
    """The sheet, to print."""
    numbered = [f"{number:>2} {word:<10}" for number, word in enumerate(words_of(key), 1)]
    lines = ["   ".join(numbered[at : at + A_LINE]).rstrip() for at in range(0, WORDS, A_LINE)]
    of = f"{practice}\n" if practice else ""
    return _TEXT.format(practice=of, on=on.isoformat(), label=label(key), words="\n".join(lines), count=WORDS)


def words_of(key: bytes) -> list[str]:
    """The key as words."""
    return _language().to_mnemonic(key).split()


def key_of(words: list[str]) -> bytes:
    """The key these words stand for. Raises `CannotStart` when they were not written down like this."""
    try:
        return bytes(_language().to_entropy([whole(word) for word in words]))
    except (ValueError, LookupError):
        raise CannotStart("These are not the words of a recovery sheet; one is wrong or in another place") from None


def whole(typed: str) -> str:
    """The word somebody typed, or began to type."""
    return _language().expand_word(typed.strip().lower())


def is_word(typed: str) -> bool:
    """Whether it is on the list."""
    return whole(typed) in _language().wordlist


def label(key: bytes) -> str:
    """Four characters that tell one sheet from another and tell nothing of the key."""
    return sha256(b"betterjournal sheet" + key).hexdigest()[:TELLING]


@cache
def _language() -> Mnemonic:
    return Mnemonic("english")
