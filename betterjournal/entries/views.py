"""What a screen may see of a client's writing."""

from dataclasses import dataclass
from datetime import datetime

from betterjournal.appointments.views import WindowView
from betterjournal.assignments.views import ChangedView, RepeatView
from betterjournal.worksheets.views import SectionView


@dataclass(frozen=True)
class Saved:
    """The answer to one save. `status` is "" when it stands, "elsewhere" when it was kept beside other words.

    `whole` is None when this save could not change it; `redraws` when other fields may look different now.
    """

    version: int
    status: str = ""
    whole: bool | None = None
    redraws: bool = False


@dataclass(frozen=True)
class AsideView:
    """Words written for the same field in another tab or on another device; `stands` is what is saved there now."""

    id: str
    label: str
    words: str
    stands: str


@dataclass(frozen=True)
class EarlierView:
    """An earlier entry of the same assignment."""

    id: str
    state: str
    on: str


@dataclass(frozen=True)
class WorkView:
    """The work page. `shared` is the kind of what is shared now ("" when nothing is); `readable` once staff
    may open it, `opened` once somebody did, `marked_by` the name of who wrote it down from paper. `window` is for what
    would be shared now, `promised` for what is shared, by nobody's name while it is out of everybody's reach.
    `can_write` unless the client may only read. `about_on` is the day it tells of, `days_back` those it may tell of
    instead, the newest first; local dates. It holds until `changes_at`, when the day is over.
    """

    id: str
    entry_id: str
    client_id: str
    title: str
    note: str
    note_language: str
    changed: ChangedView
    what: str
    why: str
    when: str
    where: str
    first_step: str
    smallest: str
    minutes: int
    repeat: RepeatView
    about_on: str
    days_back: list[str]
    language: str
    window: WindowView
    sections: list[SectionView]
    questions: int
    whole: bool
    two_phase: bool
    after_opened: bool
    shared: str
    shared_id: str
    opened: bool
    promised: WindowView
    readable: bool
    smallest_done: bool
    smallest_chosen: bool
    way: str
    barriers: list[str]
    end_words: str
    marked_by: str
    marked_on: str
    together_with: str
    together_on: str
    also_reads: str
    newer_words: bool
    needs_fit: bool
    has_example: bool
    withdrawn: bool
    withdrawn_words: str
    asides: list[AsideView]
    earlier: list[EarlierView]
    can_write: bool
    changes_at: datetime


@dataclass(frozen=True)
class TogetherView:
    """One assignment filled in together on a clinician's screen. `until` is the wall time when it ends by itself."""

    id: str
    entry_id: str
    client_id: str
    first_name: str
    joined: bool
    language: str
    title: str
    what: str
    note: str
    note_language: str
    when: str
    where: str
    first_step: str
    until: str
    ends_at: datetime
    sections: list[SectionView]


@dataclass(frozen=True)
class PageLine:
    """One of the client's own pages in the list: its first line, whether it is shared and whether it was opened."""

    id: str
    on: str
    first_line: str
    language: str
    shared: bool
    opened: bool
    bring: bool


@dataclass(frozen=True)
class CheckInView:
    id: str
    on: str
    mood: str
    energy: str
    anxiety: str
    words: str
    language: str
    shared: bool


@dataclass(frozen=True)
class JournalView:
    """My pages: private unless shared, one by one. `to_share` are the private check-ins since the last appointment,
    `before` those from before it.
    """

    id: str
    window: WindowView
    pages: list[PageLine]
    check_ins: list[CheckInView]
    to_share: list[CheckInView]
    before: list[CheckInView]
    also_reads: str
    can_write: bool


@dataclass(frozen=True)
class PageView:
    """One page of the journal, to write on or, without `can_write`, to read; `promised` as on the work page."""

    id: str
    client_id: str
    on: str
    words: str
    version: int
    language: str
    window: WindowView
    shared: bool
    shared_id: str
    opened: bool
    promised: WindowView
    readable: bool
    bring: bool
    newer_words: bool
    also_reads: str
    asides: list[AsideView]
    can_write: bool


@dataclass(frozen=True)
class OpenedLine:
    """Somebody read it, on that day."""

    name: str
    on: str


@dataclass(frozen=True)
class SharedLine:
    """One thing the client shared, and who opened it on which day; `language` is that of its title."""

    id: str
    title: str
    language: str
    kind: str
    on: str
    can_take_back: bool
    marked_by: str
    opened: list[OpenedLine]


@dataclass(frozen=True)
class EarlyLine:
    """Somebody opened before the window, with the reason they gave."""

    name: str
    on: str
    reason: str


@dataclass(frozen=True)
class SharedPage:
    """What the client shared, newest first; `own` is their own clinician, whose openings they see later."""

    id: str
    own: str
    lines: list[SharedLine]
    early: list[EarlyLine]
