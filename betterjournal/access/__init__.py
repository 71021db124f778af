"""The one authorization: who is asking, what they may see, and fetch-or-NotFound.

Every read of a domain row starts from a function here. Someone else's and missing are the same `NotFound`.
"""

from betterjournal.access.actors import Actor, Errand, Operator, Visitor
from betterjournal.access.calendars import errand_for, own_feed
from betterjournal.access.care import (
    cared_for_by,
    carers,
    cares_for,
    client,
    client_answered_for,
    client_in_care,
    client_known,
    clients_visible_to,
    has_in_care,
    is_current,
)
from betterjournal.access.finding import found
from betterjournal.access.own import own_assignment, own_client, own_draft, own_entry, own_shared
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
    owner,
    owners_held,
    person,
    practice,
    reader,
    staff,
)
from betterjournal.access.stopped import is_stopped, is_stopped_for, not_stopped
from betterjournal.access.things import appointment_in_care, arrived, assignment_in_care, ended_and_held, not_withdrawn

__all__ = [
    "NOT_COMING",
    "Actor",
    "Errand",
    "Operator",
    "Reading",
    "Visitor",
    "appointment_in_care",
    "arrived",
    "assignment_in_care",
    "cared_for_by",
    "carers",
    "cares_for",
    "client",
    "client_answered_for",
    "client_in_care",
    "client_known",
    "clients_visible_to",
    "clinician",
    "colleague",
    "colleagues",
    "ended_and_held",
    "errand_for",
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
    "own_feed",
    "own_shared",
    "owner",
    "owners_held",
    "person",
    "practice",
    "reaches_staff",
    "reader",
    "reading",
    "setting",
    "shared_visible_to",
    "span",
    "spans_of",
    "staff",
]
