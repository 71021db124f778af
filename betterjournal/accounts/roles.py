"""The roles of staff: which there are, and how they are written."""

from collections.abc import Iterable
from typing import Protocol

from betterjournal.errors import Invalid

ROLES = ("owner", "clinician", "supervisor")
Roles = frozenset[str]


class Holder(Protocol):
    """Whoever has roles, or is invited to them."""

    is_owner: bool
    is_clinician: bool
    is_supervisor: bool


def chosen(names: Iterable[str]) -> Roles:
    """The roles as ticked; nobody works here without one."""
    roles = frozenset(names)
    if not roles or roles - set(ROLES):
        raise Invalid("roles", "problem.role")
    return roles


def of(holder: Holder) -> Roles:
    """The roles somebody has."""
    return frozenset(role for role in ROLES if getattr(holder, f"is_{role}"))


def give(holder: Holder, roles: Roles) -> None:
    """These roles and no others."""
    for role in ROLES:
        setattr(holder, f"is_{role}", role in roles)


def written(roles: Roles) -> str:
    """As the record keeps them: "owner+clinician"."""
    return "+".join(role for role in ROLES if role in roles)
