"""The one authorization: who is asking, what they may see, and fetch-or-NotFound.

Every read of a domain row starts from a function here. Someone else's and missing are the same `NotFound`.
"""

from betterjournal.access.actors import Actor, Operator, Visitor
from betterjournal.access.care import (
    cared_for_by,
    carers,
    cares_for,
    client,
    client_answered_for,
    client_in_care,
    client_kept,
    client_known,
    client_met_by,
    clients_visible_to,
    has_in_care,
    is_current,
)
from betterjournal.access.finding import found
from betterjournal.access.own import own_assignment, own_client, own_draft, own_entry, own_shared
from betterjournal.access.reach import Part, Reach, client_given_out, reach
from betterjournal.access.reading import (
    NOT_COMING,
    Reading,
    reaches_staff,
    reading,
    setting,
    shared_visible_to,
    span,
    spans_of,
)
from betterjournal.access.staff import (
    clinician,
    colleague,
    colleagues,
    fellow,
    fellows,
    owner,
    owners_held,
    person,
    practice,
    reader,
    staff,
    works_as,
)
from betterjournal.access.stopped import is_stopped, is_stopped_for, not_stopped
from betterjournal.access.things import arrived, ended_and_held, not_withdrawn
from betterjournal.access.together import entry_together, sitting, sittings, together_entry
from betterjournal.access.work import appointment_met, assignment_in_care

__all__ = [
    "NOT_COMING",
    "Actor",
    "Operator",
    "Part",
    "Reach",
    "Reading",
    "Visitor",
    "appointment_met",
    "arrived",
    "assignment_in_care",
    "cared_for_by",
    "carers",
    "cares_for",
    "client",
    "client_answered_for",
    "client_given_out",
    "client_in_care",
    "client_kept",
    "client_known",
    "client_met_by",
    "clients_visible_to",
    "clinician",
    "colleague",
    "colleagues",
    "ended_and_held",
    "entry_together",
    "fellow",
    "fellows",
    "found",
    "has_in_care",
    "is_current",
    "is_stopped",
    "is_stopped_for",
    "not_stopped",
    "not_withdrawn",
    "own_assignment",
    "own_client",
    "own_draft",
    "own_entry",
    "own_shared",
    "owner",
    "owners_held",
    "person",
    "practice",
    "reach",
    "reaches_staff",
    "reader",
    "reading",
    "setting",
    "shared_visible_to",
    "sitting",
    "sittings",
    "span",
    "spans_of",
    "staff",
    "together_entry",
    "works_as",
]
