"""What a client reads while their clinician is away; the clinician sees the very same words before."""

import reflex as rx

from betterjournal.web.components import dialled
from betterjournal.web.wording import say, short_date

Text = rx.Var[str]


def absence(name: Text, until: Text, setting: Text, who: Text, phone: Text) -> list[rx.Component | Text | str]:
    """Three sentences: until when, that nobody reads meanwhile, whom to call.

    Where the practice lets staff open on any day, that is said instead: the second would promise too much.
    """
    call = rx.cond(who != "", say("away.call_who", who=who, phone=phone), say("away.call", phone=phone))
    reads = rx.cond(setting == "always", say("app.read_always", name=name), say("away.nobody_reads"))
    return [say("away.until", name=name, day=short_date(until)), " ", reads, " ", *dialled(call.to(str), phone)]
