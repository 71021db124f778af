"""Reads the help lines, which are data: an owner verifies, adds and orders them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("help_lines.json")


@dataclass(frozen=True)
class HelpLine:
    """One line somebody can call. `verified_on` stays empty until a person of the practice dialled it."""

    key: str
    province: str
    name_en: str
    name_fr: str
    phone: str
    dial: str
    text: str
    hours_en: str
    hours_fr: str
    languages: tuple[str, ...]
    web: str
    source: str
    verified_on: str


@lru_cache(maxsize=1)
def help_lines() -> tuple[HelpLine, ...]:
    """The starting data, in the order it is shown; 911 and 9-8-8 stand first."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(HelpLine(**{**row, "languages": tuple(row["languages"])}) for row in rows)
