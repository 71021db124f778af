"""What staff may see of a client on the timeline, and what a client keeps."""

from dataclasses import dataclass
from datetime import datetime

from betterjournal.access import Part
from betterjournal.accounts.views import ContactView
from betterjournal.appointments.views import AppointmentView, ComingView, WindowView
from betterjournal.assignments.views import SetView
from betterjournal.entries.views import ChartLine, GivenView, SeriesView
from betterjournal.review.wanted import Wanted


@dataclass(frozen=True)
class ReturnedView(GivenView):
    """Something shared, as the client's own preview showed it, and what staff see beside it.

    `marked_by` wrote it down from paper or on the client's word; `together_with` sat beside them when it was begun.
    Names, "" for nobody.
    `place` is where a page or a check-in stands (see `place.py`), "" for work and where nobody asks; `settled_on` the
    day of the appointment at which it was looked at together or let go.
    `set_what` is the work that another way, or not this time, answers; the other `set_` are the clinician's words where
    the client's own plan took their place.
    """

    id: str
    assignment_id: str
    title: str
    on: str
    bring: bool
    smallest: bool
    can_review: bool
    place: str
    settled_on: str
    can_settle: bool
    marked_by: str
    together_with: str
    together_on: str
    set_what: str
    set_when: str
    set_where: str
    set_first_step: str


@dataclass(frozen=True)
class ReviewView:
    """What was decided together. Ratings are "0" to "4", "" when unset.

    `by` is the first name of who decided; "" for the reader's own, and where nobody asks.
    """

    id: str
    assignment_id: str
    title: str
    on: str
    much: str
    useful: str
    decision: str
    takeaway: str
    continued: bool
    by: str


@dataclass(frozen=True)
class CameLine:
    """How often something came back in one way; what was not this time is said and not counted."""

    kind: str
    number: int


@dataclass(frozen=True)
class ChartView:
    """What the clinician's own chart may hold of one review, in their `language`; `lines` of it are chosen.

    `aim` is how many were agreed on; `next_on` the day of the next appointment, "" when none is known.
    """

    id: str
    language: str
    lines: list[str]
    on: str
    title: str
    what: str
    aim: int
    came: list[CameLine]
    ways: list[str]
    barriers: list[str]
    much: str
    useful: str
    decision: str
    takeaway: str
    next_title: str
    next_on: str


@dataclass(frozen=True)
class EarlierNote:
    """The words of a note until that day, when they were changed or struck."""

    on: str
    words: str


@dataclass(frozen=True)
class NoteView:
    """A working note. `by` is "" for the reader's own; of one that was struck the words stand in `earlier` alone.

    `gone` when what it is about is on the page no more; `title` is then that of the work, "" for a page.
    """

    id: str
    words: str
    language: str
    on: str
    by: str
    changes: int
    struck_on: str
    earlier: list[EarlierNote]
    gone: bool
    title: str


@dataclass(frozen=True)
class NotesView:
    """The working notes on a client that stand beside no entry, newest first; `more` when there are older ones.

    `beside` are those on what the page shows, by the id of the work or of what came back.
    """

    id: str
    first_name: str
    in_care: bool
    notes: list[NoteView]
    more: bool
    beside: dict[str, list[NoteView]]


@dataclass(frozen=True)
class TimelineItem:
    """One line of time: exactly one of the lists holds one thing (the screen draws what is there).

    It stands in the stretch that began with the held appointment of the day `since`, "" before the first; with
    `begins` it is the first of that stretch on its page.
    """

    id: str
    kind: str
    on: str
    since: str
    begins: bool
    appointment: list[AppointmentView]
    assignment: list[SetView]
    returned: list[ReturnedView]
    review: list[ReviewView]


@dataclass(frozen=True)
class Option:
    """One to choose: a worksheet by its title, an appointment by its day."""

    value: str
    words: str


@dataclass(frozen=True)
class ChoicesView:
    """What the line can be narrowed to."""

    id: str
    worksheets: list[Option]
    appointments: list[Option]


@dataclass(frozen=True)
class TimelineView:
    """A client's page, newest first, fifty at most. `next` and `last` hold one appointment or none.

    `fresh`: something came while the page lay open. It is not among the `things`, and nobody opened it.

    `narrowed` when it is not the whole line; `wanted` says to what, for the form that asked.

    At `changes_at` the day ends, and it reads otherwise by itself. `stopped_on` is the day on which the client took
    back their consent to these pages, "" while they have not.
    """

    id: str
    name: str
    first_name: str
    language: str
    joined: bool
    stopped_on: str
    in_care: bool
    part: Part
    past: str
    covers_until: str
    window: WindowView
    contact: ContactView
    opened_early: bool
    next: list[AppointmentView]
    coming: ComingView
    last: list[AppointmentView]
    things: list[TimelineItem]
    fresh: bool
    narrowed: bool
    wanted: Wanted
    open_work: list["StandingView"]
    older: str
    meets_today: bool
    changes_at: datetime


@dataclass(frozen=True)
class StandingView:
    """Open work in one of the four words, or "" before the window: then only the day it opens may be shown.

    `repeats` when it does, `paused` when somebody of staff let it rest: what its client put off is not here.
    `carried`: something of it was for an appointment that is over, and nobody decided about it (see `place.py`).
    """

    id: str
    title: str
    sent_on: str
    waiting: bool
    lands_on: str
    word: str
    can_review: bool
    repeats: bool
    paused: bool
    carried: bool


@dataclass(frozen=True)
class LookView:
    """One thing that came back, on a screen that is turned to the client: nothing of their clinician's own is here.

    `thing` holds it, nothing when there is none, when it is `gone`, or `fresh`: it came while the page lay open.
    `place` is one of those in `place.py`. `review` is what was decided about its work; `met_on` the day of the
    appointment that a decision made now belongs to. `newer` and `older` are the ids of those beside it. `about` is the
    work whose form is in sight, `forms` all whose form may have been begun on this page. `sheet` names its worksheet
    when that has numbers, which are the `series`. `is_open` and `opens_on` speak of the window, whatever was shared.
    """

    id: str
    first_name: str
    language: str
    entry_id: str
    gone: bool
    withdrawn: bool
    thing: list[ReturnedView]
    fresh: bool
    place: str
    review: list[ReviewView]
    met_on: str
    newer: str
    older: str
    about: str
    forms: list[str]
    sheet: list["SheetChoice"]
    series: list[SeriesView]
    is_open: bool
    opens_on: str
    opens_near: bool
    changes_at: datetime


@dataclass(frozen=True)
class KeptLine:
    """One takeaway with the decision, for the client to keep; `language` is that of the work."""

    id: str
    title: str
    language: str
    on: str
    decision: str
    takeaway: str


@dataclass(frozen=True)
class KeptView:
    id: str
    lines: list[KeptLine]


@dataclass(frozen=True)
class NextLine:
    """Open work in short, for paper."""

    id: str
    title: str
    what: str
    when: str
    where: str
    first_step: str


@dataclass(frozen=True)
class KeptPaperView:
    """What a client keeps and what comes next, to print in their language."""

    id: str
    first_name: str
    language: str
    window: WindowView
    lines: list[KeptLine]
    next: list[NextLine]


@dataclass(frozen=True)
class BriefWork:
    """Work that is under way, with what came back of it; `word` as in StandingView.

    `so_far` counts what was shared of work that repeats; what was not this time is not counted.
    """

    id: str
    set: SetView
    word: str
    so_far: int
    returned: list[ReturnedView]


@dataclass(frozen=True)
class FirstLine:
    """A page in its first line; `words` counts all of them."""

    id: str
    on: str
    language: str
    line: str
    words: int


@dataclass(frozen=True)
class BriefView:
    """One page before an appointment. `since` is the day of the last held one, "" before the first.

    At `changes_at` the day ends, and it reads otherwise by itself; `stopped_on` as on their page.
    """

    id: str
    name: str
    first_name: str
    language: str
    part: Part
    past: str
    covers_until: str
    window: WindowView
    contact: ContactView
    since: str
    fresh: bool
    bring: list[ReturnedView]
    work: list[BriefWork]
    pages: list[FirstLine]
    check_ins: list[ReturnedView]
    lines: list[ChartLine]
    last: list[ReviewView]
    changes_at: datetime
    stopped_on: str


@dataclass(frozen=True)
class SheetChoice:
    """A worksheet with numbers that was set for the client, by its key."""

    id: str
    title_en: str
    title_fr: str


@dataclass(frozen=True)
class ClientSeriesView:
    """One client's numbers over time: what there is to choose from, and of one that is `chosen` its drawing."""

    id: str
    name: str
    first_name: str
    part: Part
    past: str
    covers_until: str
    sheets: list[SheetChoice]
    chosen: list[SheetChoice]
    series: list[SeriesView]


@dataclass(frozen=True)
class ContinuityPage:
    """What the form for taking a client's file away starts from; local dates."""

    id: str
    name: str
    first_name: str
    language: str
    from_on: str
    to_on: str


@dataclass(frozen=True)
class SheetNumbers:
    """The numbers of one worksheet, by its key, in parts of a year at most."""

    id: str
    title_en: str
    title_fr: str
    parts: list[SeriesView]


@dataclass(frozen=True)
class ContinuityFile:
    """What was chosen of a client's file, from one day to another, oldest first; what was not chosen is empty.

    `name` and `first_name` are initials where that was chosen. `check_ins` are there for their words or their charts.
    """

    id: str
    name: str
    first_name: str
    practice: str
    whom: str
    language: str
    from_on: str
    to_on: str
    with_words: bool
    with_charts: bool
    words: list[ReturnedView]
    check_ins: list[ReturnedView]
    decided: list[ReviewView]
    series: list[SheetNumbers]
    notes: list[NoteView]
