"""What a screen may see of work set for a client."""

from dataclasses import dataclass, field
from datetime import datetime

from betterjournal.access import Asked, Part
from betterjournal.appointments.views import WindowView
from betterjournal.care.views import WhoReadsView
from betterjournal.worksheets.views import PlanDefaults, SectionView


@dataclass(frozen=True)
class Content:
    """Every word of an assignment, as sealed in its row. `note_language` is "" when the note is in the client's.

    `repeat` and `weekdays` are as in the row's columns, which the rules read; "" in words kept before there were any.
    """

    title: str = ""
    what: str = ""
    when: str = ""
    note: str = ""
    why: str = ""
    where: str = ""
    how_many: int = 1
    first_step: str = ""
    smallest: str = ""
    minutes: int = 0
    prompt: str = ""
    note_language: str = ""
    repeat: str = ""
    weekdays: str = ""


@dataclass(frozen=True)
class ChangedView:
    """Who changed what was sent after the client could see it, by first name, and on which local day."""

    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class RepeatView:
    """How work repeats and how that stands today: `kind` is one of `repeats.KINDS`, `days` of `repeats.WEEKDAYS`.

    `aim` is 1 when no number was agreed on; `so_far` counts towards it, this week or since the last appointment.
    `stands` is due, done, skipped, paused or resting, "" for work that is set once; `paused_by` names the clinician
    who paused it, "" for the client. `next_on` is a local date, "" when no calendar tells it.
    """

    kind: str = "once"
    days: list[str] = field(default_factory=list)
    aim: int = 1
    so_far: int = 0
    stands: str = ""
    paused_by: str = ""
    next_on: str = ""


@dataclass(frozen=True)
class CardView:
    """One assignment on the client's Today. `state` is new, begun, whole, part, another_way or not_this_time.

    `changed` holds the last change of the clinician's that the client could notice.
    It is ended for what was open when they finished working together.
    `marked_by` wrote that down from paper on `marked_on`; `together_with` began it with the client on `together_on`
    and has it open while `together_now`. First names, "" for nobody. `remind_on` is the day that a reminder of the
    client's own starts from.
    """

    id: str
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
    language: str
    state: str
    needs_fit: bool
    withdrawn: bool
    withdrawn_words: str
    marked_by: str
    marked_on: str
    together_with: str
    together_on: str
    together_now: bool
    remind_on: str


@dataclass(frozen=True)
class TodayView:
    """The client's day: one first thing, the rest below; `is_new` until they have written anything at all.

    `resting` is open work that is not to be done today. All of it holds until `changes_at`, when the day is over.
    `news` of the next appointment is "", moved, hour or waits. `asked` is as in `RoomView`.

    `paused` while everything is stopped; why is nobody's business who holds the phone. Who has finished here has
    nothing left to do: all of it is in `done`.
    """

    id: str
    first_name: str
    window: WindowView
    first: list[CardView]
    more: list[CardView]
    resting: list[CardView]
    done: list[CardView]
    is_new: bool
    paused: bool
    news: str
    care: WhoReadsView
    asked: Asked
    changes_at: datetime


@dataclass(frozen=True)
class RoomView:
    """The frame of every page of a client's; `asked` says why, while they have not agreed to the text of now.

    Their own reminder is of a day from `first_day` to `last_day`.
    """

    id: str
    language: str
    window: WindowView
    asked: Asked
    first_day: str
    last_day: str


@dataclass(frozen=True)
class ChoiceView:
    """A worksheet to choose: `name` for the clinician, `title` as the client will read it."""

    key: str
    revision_id: str
    name: str
    purpose: str
    title: str
    defaults: PlanDefaults


@dataclass(frozen=True)
class StartView:
    """Something to begin from in one press: a favourite, or what was decided about the last work.

    `decision` is "" for a favourite; `worksheet` names the worksheet for the clinician. `given` has no note.
    """

    id: str
    decision: str
    title: str
    worksheet: str
    revision_id: str
    given: Content


@dataclass(frozen=True)
class ComposerView:
    """What the composer opens with. `given` is filled when it continues, changes or sends again something.

    `again_id` is what was taken back a moment ago, `edits_id` what is being changed: `changes` counts its changes so
    far, and `waiting` says that the client has not seen it yet. `lands_on` is a local date, "" for none. `same_id` was
    sent to another client, in `same_language`.
    """

    id: str
    name: str
    first_name: str
    language: str
    window: WindowView
    choices: list[ChoiceView]
    starts: list[StartView]
    revision_id: str
    given: Content
    continues_id: str = ""
    decision: str = ""
    again_id: str = ""
    edits_id: str = ""
    changes: int = 0
    waiting: bool = False
    meets_today: bool = False
    sending: str = "now"
    lands_on: str = ""
    first_day: str = ""
    last_day: str = ""
    same_id: str = ""
    same_language: str = ""


@dataclass(frozen=True)
class ElseView:
    """Another client of one's own, to whom the same can be sent."""

    id: str
    name: str


@dataclass(frozen=True)
class PhraseView:
    id: str
    words: str
    language: str


@dataclass(frozen=True)
class OwnView:
    """What the clinician keeps for composing, as far as this client can read it; `id` is the client's."""

    id: str
    person_id: str
    favourites: list[StartView]
    phrases: list[PhraseView]


@dataclass(frozen=True)
class BesideLine:
    """Work that a colleague sent to the same client today."""

    by: str
    title: str


@dataclass(frozen=True)
class BesideView:
    id: str
    lines: list[BesideLine]


@dataclass(frozen=True)
class SentView:
    """What was just sent or changed, for "Sent to Ben Okafor". `lands_on` is a local date when it lands later."""

    id: str
    client_id: str
    name: str
    first_name: str
    waiting: bool = False
    lands_on: str = ""


@dataclass(frozen=True)
class UndoneView:
    """What was taken back at once; `seen` when the client may have seen it."""

    client_id: str
    first_name: str
    seen: bool


@dataclass(frozen=True)
class ClientLine:
    """One client in the clinician's list; nothing of what the client does is in it.

    `next_day` is "today", "tomorrow" or "". `part` is what the clinician has to do with them; of a client who is
    covered `for_name` says whose they are and `until` to which day, of one discharged `until` is the last day.
    """

    id: str
    name: str
    joined: bool
    invited: bool
    stopped: bool
    part: Part
    for_name: str
    until: str
    next_at: str
    next_on: str
    next_day: str
    next_near: bool
    opens_on: str
    opens_near: bool
    window_open: bool


@dataclass(frozen=True)
class MetView:
    """An appointment that is just over; not `met` when somebody said a moment ago that it was not held."""

    id: str
    appointment_id: str
    name: str
    first_name: str
    at: str
    met: bool
    next_at: str
    next_on: str
    next_near: bool


@dataclass(frozen=True)
class ClientsView:
    """The clinician's home; `id` is the person whose home it is.

    `shows` names the lists there are, `show` the one that is drawn, `page` and `more` which part of it; while `search`
    is not empty, `found` holds who is so called in any of them. It holds until `changes_at`, when nobody does anything.
    """

    id: str
    changes_at: datetime
    show: str = "mine"
    shows: list[str] = field(default_factory=list)
    search: str = ""
    page: int = 1
    just_met: list[MetView] = field(default_factory=list)
    soon: list[ClientLine] = field(default_factory=list)
    later: list[ClientLine] = field(default_factory=list)
    found: list[ClientLine] = field(default_factory=list)
    can_add: bool = False
    more: bool = False


@dataclass(frozen=True)
class WordsView:
    """One field of an assignment, by its name in the form, with what stood there."""

    name: str
    words: str


@dataclass(frozen=True)
class EarlierWords:
    """What one change of an assignment replaced, until which local day, and who changed it."""

    on: str
    by: str
    lines: list[WordsView]


@dataclass(frozen=True)
class SetView:
    """One assignment as staff see it on the timeline. `earlier`: what was changed since it was sent, newest first.

    `lands_on` is the local date when it lands, "" when it is there or waits for an appointment.
    """

    id: str
    title: str
    what: str
    why: str
    note: str
    note_language: str
    when: str
    where: str
    first_step: str
    smallest: str
    minutes: int
    repeat: RepeatView
    sent_on: str
    waiting: bool
    lands_on: str
    withdrawn: bool
    withdrawn_words: str
    decided: bool
    earlier: list[EarlierWords]


@dataclass(frozen=True)
class PaperView:
    """One assignment to print, in the client's language. `room` to write is ample, some or little."""

    id: str
    client_id: str
    first_name: str
    language: str
    title: str
    what: str
    note: str
    note_language: str
    why: str
    when: str
    where: str
    first_step: str
    smallest: str
    minutes: int
    repeat: RepeatView
    window: WindowView
    sections: list[SectionView]
    room: str
