"""What a screen may see of a client's writing."""

from dataclasses import dataclass, field
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
    """Words written for the same field in another tab or on another device; `stands` is what is saved there now.

    `looked_at` comes back with the choice, so that nobody chooses between other words than those they saw.
    """

    id: str
    label: str
    words: str
    stands: str
    looked_at: str


@dataclass(frozen=True)
class EarlierView:
    """An entry of the same worksheet besides the one being written; `title` when it was for other work."""

    id: str
    state: str
    on: str
    title: str


@dataclass(frozen=True)
class BesideView:
    """One of them to read beside the writing."""

    id: str
    on: str
    title: str
    language: str
    sections: list[SectionView]


@dataclass(frozen=True)
class EndsView:
    """What the two other ends begin with: what the client said last of each and nobody opened, also if taken back."""

    way: str
    way_words: str
    barriers: list[str]
    barrier_words: str


@dataclass(frozen=True)
class WorkView:
    """The work page. `shared` is the kind of what is shared now ("" when nothing is); `readable` once staff
    may open it, `opened` once somebody did, `marked_by` the name of who wrote it down from paper. `window` is for what
    would be shared now, `promised` for what is shared, by nobody's name while it is out of everybody's reach.
    `can_write` unless the client may only read. `about_on` is the day it tells of, `days_back` those it may tell of
    instead, the newest first; local dates. `together_now` while it is open on the screen of `together_with`.
    It holds until `changes_at`, when the day or that is over.
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
    sheets: str
    written: bool
    whole: bool
    two_phase: bool
    after_opened: bool
    shared: str
    shared_id: str
    opened: bool
    promised: WindowView
    readable: bool
    bring: bool
    smallest_done: bool
    smallest_chosen: bool
    way: str
    barriers: list[str]
    end_words: str
    ends: EndsView
    marked_by: str
    marked_on: str
    together_with: str
    together_on: str
    together_now: bool
    also_reads: str
    newer_words: bool
    needs_fit: bool
    has_example: bool
    has_numbers: bool
    withdrawn: bool
    withdrawn_words: str
    asides: list[AsideView]
    earlier: list[EarlierView]
    can_write: bool
    remind_on: str
    changes_at: datetime


@dataclass(frozen=True)
class GivenView:
    """What somebody reads of a sharing: `kind` is whole, part, another_way, not_this_time, page or check_in.

    `when`, `where`, `first_step` and `sureness` are the client's own plan; "" where they kept the clinician's.
    """

    kind: str
    language: str
    sections: list[SectionView]
    barriers: list[str]
    way: str
    words: str
    mood: str
    energy: str
    anxiety: str
    when: str
    where: str
    first_step: str
    sureness: str


@dataclass(frozen=True)
class PreviewView(GivenView):
    """The same before it is shared. `looked_at` comes back with the press, so that nothing else is shared."""

    id: str
    first_name: str
    looked_at: str


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
    opened: bool


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
    """One page of the journal, to write on or, without `can_write`, to read; `promised` as on the work page.

    `prompt` is the question it started from, in the language of the page. `in_file` when it is not shared any more and
    somebody had read it.
    """

    id: str
    client_id: str
    on: str
    prompt: str
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
    in_file: bool
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
    """One thing the client shared, and who opened it on which day; `language` is that of its title.

    `can_stop` is of a page or a check-in; `stopped_on` is set of what was read and is not shared any more.
    """

    id: str
    title: str
    language: str
    kind: str
    on: str
    bring: bool
    can_flag: bool
    can_take_back: bool
    can_stop: bool
    stopped_on: str
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
    """What the client shared, newest first; `own` is their own clinician, whose openings they see later.

    `can_flag` while a tick can still be set on any of it. `early` is told from the day after; at `changes_at` the day
    ends, and it reads otherwise by itself.
    """

    id: str
    own: str
    window: WindowView
    lines: list[SharedLine]
    can_flag: bool
    early: list[EarlyLine]
    changes_at: datetime


@dataclass(frozen=True)
class DayCell:
    """One day of a month: its number, and whether something of that kind is of it. Beside the month all is empty."""

    on: str
    number: str
    page: bool
    check_in: bool
    work: bool


@dataclass(frozen=True)
class WeekRow:
    """A week from Sunday on."""

    id: str
    days: list[DayCell]


@dataclass(frozen=True)
class ChartLine:
    """Numbers over time, drawn between `bottom` and `top`: `path` joins the `dots`; an unset value leaves a gap in it.

    `end` is the last value, to stand beside its dot; `low` and `high` what was entered. In pairs `before` has the dots
    of the earlier half and `pairs` what joins each to its later one. `met` marks the days of held appointments.
    """

    id: str
    path: str
    dots: str
    end: str
    end_x: int
    end_y: int
    low: str
    high: str
    top: str
    bottom: str
    before: str = ""
    pairs: str = ""
    met: str = ""


@dataclass(frozen=True)
class NumberView:
    """One number of a worksheet in both languages, and what was entered of it; minutes that are told as `hours`."""

    id: str
    label_en: str
    label_fr: str
    unit_en: str
    unit_fr: str
    hours: bool
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class SeriesLine(ChartLine):
    """The same of one number of a worksheet, or of two that belong together, the earlier one first."""

    numbers: list[NumberView] = field(default_factory=list)
    hours: bool = False


@dataclass(frozen=True)
class SeriesRow:
    """A line of the table beside it: the numbers of one sheet or of one row of it, or, with `met`, an appointment.

    `private` while nobody but its writer can read these numbers as they stand.
    """

    id: str
    on: str
    met: bool
    private: bool
    cells: list[str]


@dataclass(frozen=True)
class SeriesView:
    """The numbers of one worksheet over time, from `first` to `last`: a year at most, or so many that one can look at.

    `earlier` is the day to look on from, "" when there is nothing before; `turned` when this is not the newest part.
    """

    id: str
    first: str
    last: str
    earlier: str
    turned: bool
    has_met: bool
    lines: list[SeriesLine]
    numbers: list[NumberView]
    rows: list[SeriesRow]


@dataclass(frozen=True)
class MonthView:
    """A month of the client's own days. `earlier` and `later` are the months beside it, "" where there is nothing.

    `hidden`: the client does not want to see it, and nothing else is here.
    """

    id: str
    hidden: bool
    month: str
    first: str
    last: str
    earlier: str
    later: str
    weeks: list[WeekRow]
    check_ins: list[CheckInView]
    lines: list[ChartLine]


@dataclass(frozen=True)
class WorkLine:
    """A sheet of a day, and the assignment `of` which it is."""

    id: str
    of: str
    title: str
    language: str


@dataclass(frozen=True)
class DayView:
    """What is of one day."""

    id: str
    pages: list[PageLine]
    check_ins: list[CheckInView]
    work: list[WorkLine]


@dataclass(frozen=True)
class FoundLine:
    """One entry in which the words stand: the line with them; of a check-in everything there is.

    `place` is the id in the address it opens at: of its page, or of its assignment.
    """

    id: str
    kind: str
    on: str
    title: str
    line: str
    language: str
    place: str
    check_in: list[CheckInView]


@dataclass(frozen=True)
class FoundView:
    """What was found of `words`, newest first. `after` is where to look on from, "" when everything was looked at;
    `looked_on` when this is not the first answer."""

    id: str
    words: str
    lines: list[FoundLine]
    after: str
    looked_on: bool
