"""What a screen may see of work set for a client."""

from dataclasses import dataclass, field

from betterjournal.appointments.views import WindowView
from betterjournal.worksheets.views import PlanDefaults, SectionView


@dataclass(frozen=True)
class Content:
    """Every word of an assignment, as sealed in its row."""

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


@dataclass(frozen=True)
class CardView:
    """One assignment on the client's Today. `state` is new, begun, whole, part, another_way or not_this_time.

    `marked_by` wrote that down from paper on `marked_on`; `together_with` began it with the client on `together_on`
    and has it open while `together_now`. First names, "" for nobody.
    """

    id: str
    title: str
    note: str
    what: str
    why: str
    when: str
    where: str
    first_step: str
    smallest: str
    how_many: int
    minutes: int
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


@dataclass(frozen=True)
class TodayView:
    """The client's day: one first thing, the rest below; `is_new` until they have written anything at all.

    `paused` while everything is stopped; why is nobody's business who holds the phone.
    """

    id: str
    first_name: str
    window: WindowView
    first: list[CardView]
    more: list[CardView]
    done: list[CardView]
    is_new: bool
    paused: bool


@dataclass(frozen=True)
class RoomView:
    """The frame of every page of a client's."""

    id: str
    language: str
    window: WindowView


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
class ComposerView:
    """What the composer opens with. `given` is filled from the last decision when it continues something."""

    id: str
    name: str
    first_name: str
    language: str
    window: WindowView
    choices: list[ChoiceView]
    revision_id: str
    given: Content
    continues_id: str
    decision: str


@dataclass(frozen=True)
class SentView:
    """What was just sent, for "Sent to Ben Okafor"."""

    id: str
    client_id: str
    name: str


@dataclass(frozen=True)
class ClientLine:
    """One client in the clinician's list; nothing of what the client does is in it."""

    id: str
    name: str
    joined: bool
    next_at: str
    next_on: str
    next_near: bool
    opens_on: str
    opens_near: bool
    window_open: bool
    just_met: bool


@dataclass(frozen=True)
class ClientsView:
    """The clinician's home; `id` is the person whose home it is."""

    id: str = ""
    just_met: list[ClientLine] = field(default_factory=list)
    soon: list[ClientLine] = field(default_factory=list)
    later: list[ClientLine] = field(default_factory=list)
    can_add: bool = False
    searched: bool = False
    more: bool = False


@dataclass(frozen=True)
class SetView:
    """One assignment as staff see it on the timeline."""

    id: str
    title: str
    what: str
    why: str
    note: str
    when: str
    where: str
    first_step: str
    smallest: str
    how_many: int
    minutes: int
    sent_on: str
    waiting: bool
    withdrawn: bool
    withdrawn_words: str
    decided: bool


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
    why: str
    when: str
    where: str
    first_step: str
    smallest: str
    how_many: int
    minutes: int
    window: WindowView
    sections: list[SectionView]
    room: str
