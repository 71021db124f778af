"""Each act of the record in words."""

import reflex as rx

from betterjournal.audit import CLIENT_ACTS, Act
from betterjournal.web.wording import say


def act(name: rx.Var[str]) -> rx.Var[str]:
    """A new act needs words here before it can be shown."""
    told = [(each.value, say(f"practice.act_{each.name.lower()}")) for each in Act if each not in CLIENT_ACTS]
    return rx.match(name, *told, name).to(str)
