"""Ben's things, one of each, for tests that try everybody against everything."""

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta

from sqlmodel import select

from betterjournal import clock, database
from betterjournal.accounts import device_keys
from betterjournal.accounts.models import Care, Supervision
from betterjournal.assignments import composer, favourites, phrases
from betterjournal.assignments.models import Phrase
from betterjournal.calendars import actions as calendars
from betterjournal.care import supervising
from betterjournal.database import new_id
from betterjournal.entries import actions as entries
from betterjournal.entries import drafts, given, together
from betterjournal.entries.models import Aside
from betterjournal.programmes.models import ProgrammeStep
from betterjournal.readiness import actions as readiness
from betterjournal.review import opening
from betterjournal.review.actions import Together, save_review, settle
from tests import builders
from tests.cast import Cast

# Stands in everything that Ben wrote, so that a leak can be searched for.
MARK = "larkspur"


@dataclass
class World:
    """Ben's things, all there are."""

    client: str = ""
    assignment: str = ""
    fresh: str = ""
    entry: str = ""
    rows: str = ""
    two_phase: str = ""
    daily: str = ""
    sitting: str = ""
    together: str = ""
    page: str = ""
    read_page: str = ""
    settled_page: str = ""
    shared: str = ""
    looked_at: str = ""
    aside: str = ""
    aside_looked_at: str = ""
    coming: str = ""
    away: str = ""
    review: str = ""
    note: str = ""
    revision: str = ""
    passkey: str = ""
    leaver: str = ""
    invited: str = ""
    reset: str = ""
    session: str = ""
    device_key: str = ""
    supervision: str = ""
    supervision_by_sid: str = ""
    cover: str = ""
    cover_by_faye: str = ""
    # People, not Ben's things: who he could be handed over to, and another supervisor.
    drew: str = ""
    faye: str = ""
    sid: str = ""
    kit: str = ""
    favourite: str = ""
    check_in: str = ""
    phrase: str = ""
    deleted: str = ""
    programme: str = ""
    step: str = ""
    started: str = ""
    started_step: str = ""
    tomorrow: str = field(default_factory=lambda: (clock.today("America/Edmonton") + timedelta(days=9)).isoformat())

    @classmethod
    def of(cls, cast: Cast) -> "World":
        world = cls(client=cast.ben.client_id or "")
        world.coming = builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))
        world.away = builders.away(cast.alma)
        world.assignment = builders.assignment(cast.alma, cast.ben)
        world.fresh = builders.assignment(cast.alma, cast.ben)
        world.revision = composer.composer(cast.alma, world.client).choices[0].revision_id
        world.entry = builders.draft(cast.ben, world.assignment, f"{MARK} words")
        world.shared = builders.share(cast.ben, world.entry)
        drafts.save(cast.ben, drafts.Words(world.entry, "text", f"{MARK} elsewhere", 0, "laptop", 1))
        world.aside = builders.rows(Aside)[0].id
        world.aside_looked_at = drafts.both(f"{MARK} elsewhere", f"{MARK} words")
        record = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
        world.rows = builders.draft(cast.ben, record, f"{MARK} dread", path="emotions.r2.name")
        exposure = builders.assignment(cast.alma, cast.ben, worksheet="exposure_record")
        world.daily = builders.assignment(cast.alma, cast.ben, what="One line", repeat="daily")
        world.two_phase = builders.draft(cast.ben, exposure, f"{MARK} goes wrong", path="feared_outcome")
        world.review = save_review(cast.alma, Together(builders.assignment(cast.alma, cast.ben), "keep"))
        world.note = builders.note(cast.alma, cast.ben, f"{MARK} noted")
        world.begin_together(cast)
        world.read_page = builders.shared_page(cast.ben)
        world.settled_page = builders.shared_page(cast.ben)
        opening.open_for(cast.alma, world.client, [world.read_page, world.settled_page])
        settle(cast.alma, world.client, world.settled_page, "looked_at")
        world.page = entries.new_page(cast.ben)
        world.passkey = builders.passkey(cast.ben)
        world.leaver, world.reset = builders.leaver(), builders.reset(cast.eve, cast.sol)
        world.invited = builders.invited(cast.eve)
        world.session = builders.signed_in(cast.ben)
        world.device_key = device_keys.hand_over(replace(cast.ben, session_id=world.session), []).now
        calendars.connect(cast.alma, "https://calendar.example.com/alma.ics")
        calendars.choose_code(cast.alma, world.client, "BO")
        world.favourite = favourites.keep(cast.alma, world.assignment)
        phrases.keep(cast.alma, "Well done", "en")
        world.phrase = builders.rows(Phrase)[0].id
        world.plan(cast)
        world.look_after(cast)
        readiness.read_consent(cast.eve)
        world.deleted = entries.delete(
            cast.ben, builders.draft(cast.ben, builders.assignment(cast.alma, cast.ben), MARK)
        )
        world.check_in = entries.check_in(cast.ben, 5, None, None, MARK)
        world.looked_at = given.preview(cast.ben, world.entry).looked_at
        return world

    def plan(self, cast: Cast) -> None:
        """A programme of Alma's, started for Ben with nothing sent yet."""
        self.programme, self.started, self.started_step = builders.under_way(cast.alma, cast.ben)
        self.step = min(builders.rows(ProgrammeStep), key=lambda step: step.position).id

    def begin_together(self, cast: Cast) -> None:
        """Work that he and Alma have open together; the appointment of today may be over already."""
        builders.appointment(cast.alma, cast.ben, clock.now() - timedelta(minutes=1), outcome="held")
        self.sitting = builders.assignment(cast.alma, cast.ben, worksheet="thought_record_7")
        together.start(cast.alma, self.sitting)
        self.together = together.view(cast.alma, self.sitting).entry_id
        drafts.save_together(cast.alma, drafts.Words(self.together, "situation", f"{MARK} room", 0, "tab", 1))
        together.add_row(cast.alma, self.together, "emotions")

    def look_after(self, cast: Cast) -> None:
        """Those who read for Ben beside Alma, and those who could."""
        drew, faye = (builders.works_here(name, is_clinician=True) for name in ("Drew Ash", "Faye Lund"))
        sid, kit = (builders.works_here(name, is_supervisor=True) for name in ("Sid Moe", "Kit Rae"))
        self.drew, self.faye, self.sid, self.kit = (each.person_id for each in (drew, faye, sid, kit))
        supervising.name(builders.proved(cast.alma), self.client, sid.person_id, told=True)
        self.supervision, self.supervision_by_sid = (row.id for row in builders.rows(Supervision))
        self.cover, self.cover_by_faye = (builders.covered(cast.eve, cast.ben, by) for by in (drew, faye))
        with database.writing() as session:
            # As if Alma had taken over and Ben had answered.
            row = session.exec(select(Care).where(Care.client_id == self.client)).one()
            row.handed_over = True
            session.add(row)

    def missing(self) -> "World":
        """The same shape with ids of nothing."""
        kept = {"revision", "tomorrow", "drew", "faye", "sid", "kit"}
        ids = {each.name: getattr(self, each.name) if each.name in kept else new_id() for each in fields(self)}
        return World(**ids)
