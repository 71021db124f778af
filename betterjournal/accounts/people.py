"""Rules for names and addresses, and the making of a person's row."""

import re
import unicodedata

from betterjournal import clock, database, vault
from betterjournal.accounts.models import Person
from betterjournal.errors import Invalid

LANGUAGES = ("en", "fr")
# How a client comes back when the password is forgotten.
BY_MAIL, AT_APPOINTMENT = "mail", "appointment"
WAYS_BACK = (BY_MAIL, AT_APPOINTMENT)
LONGEST_NAME = 120
_WORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart.
_ONE_LETTER = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
# Control characters, halves of pairs, and what turns the direction of the text around it.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Enough to catch a slip; the only proof of an address is mail that arrives.
ADDRESS = re.compile(r"[^@\s<>\"',;:\\\x00-\x1f]+@[^@\s<>\"',;:\\\x00-\x1f]+\.[^@\s<>\"',;:\\\x00-\x1f.]{2,}")


def named(text: str, field: str = "name") -> str:
    """A name as typed, trimmed; `Invalid` when empty, too long or with control characters."""
    name = " ".join(text.split())
    if not name:
        raise Invalid(field, "problem.needed")
    if UNSEEN.search(name):
        raise Invalid(field, "problem.invalid")
    if len(name) > LONGEST_NAME:
        raise Invalid(field, "problem.long", most=str(LONGEST_NAME))
    return name


def email(text: str, field: str = "email") -> str:
    """An address as typed, trimmed; compared without regard to case."""
    address = text.strip()
    if len(address) > 254 or not ADDRESS.fullmatch(address):
        raise Invalid(field, "problem.email")
    return address


def index(address: str) -> str:
    """The keyed hash by which sign-in finds an address."""
    return vault.blind(f"email/{address.strip().casefold()}")


def first_name(name: str) -> str:
    """The name people are called by: the first word."""
    return name.split()[0] if name else ""


def is_called(name: str, search: str) -> bool:
    """Whether each word of `search` begins some word of the name, without regard to case and accents."""
    plain = _plain(name)
    # "O'Brien" is found by "brien", "o'b" and "obrien".
    words = [*_WORD.findall(plain), *_joined(plain)]
    return all(any(word.startswith(begun) for word in words) for begun in _joined(_plain(search)))


def alphabetical(name: str) -> str:
    """What a list of names is sorted by."""
    return _plain(name)


def _joined(text: str) -> list[str]:
    """The letters between spaces, whatever stands among them."""
    return ["".join(_WORD.findall(each)) for each in text.split()]


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_LETTER))
    return "".join(each for each in parts if not unicodedata.combining(each))


def new(
    name: str,
    address: str,
    language: str,
    password_hash: str,
    *,
    is_owner: bool = False,
    is_clinician: bool = False,
    is_supervisor: bool = False,
    person_id: str = "",
    way_back: str = AT_APPOINTMENT,
) -> Person:
    """A person's row with name and address sealed; not yet stored."""
    person = Person(
        id=person_id or database.new_id(),
        email_index=index(address),
        language=language,
        password_hash=password_hash,
        way_back=way_back,
        is_owner=is_owner,
        is_clinician=is_clinician,
        is_supervisor=is_supervisor,
        created_at=clock.now(),
    )
    vault.put(person, "name", named(name), vault.PRACTICE, "practice")
    vault.put(person, "email", address, vault.PRACTICE, "practice")
    return person
