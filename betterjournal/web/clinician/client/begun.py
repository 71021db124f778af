"""Which forms somebody may have begun on a client's page: what is typed stays, whatever becomes of its work."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from betterjournal.review.views import StandingView, TimelineItem, TimelineView


@dataclass
class Begun:
    """The work of each form that stood here, by the place it stood in: what came back, or the open work itself."""

    forms: dict[str, str] = field(default_factory=dict)
    here: dict[str, str] = field(default_factory=dict)

    def read(self, view: TimelineView, things: Iterable[TimelineItem], saved: str) -> None:
        """The page as it is now; the form of what was `saved` from it is not wanted any more."""
        came = (row for each in things for row in each.returned)
        self.here = {row.id: row.assignment_id for row in came if row.can_review}
        self.here |= {work.id: work.id for work in view.open_work if work.can_review}
        self.forms = {where: work for where, work in (self.forms | self.here).items() if work != saved}

    @property
    def kept(self) -> list[str]:
        """The places where nothing is decided from now on."""
        return [where for where in self.forms if where not in self.here]

    def open_work(self, before: list[StandingView], now: list[StandingView]) -> list[StandingView]:
        """That of now, with what left it meanwhile in its old place while its form may be begun."""
        known, left = {each.id: each for each in now}, set(self.kept)
        new = [each for each in now if each.id not in {one.id for one in before}]
        return new + [known.get(each.id, each) for each in before if each.id in known or each.id in left]

    def decided(self, open_work: list[StandingView], things: list[TimelineItem]) -> dict[str, str]:
        """Who decided about work whose form is kept; "" for the reader on another screen, or when nothing tells."""
        open_still = {work.id for work in open_work} | set(self.here.values())
        withdrawn = {row.id for each in things for row in each.assignment if row.withdrawn}
        by = {row.assignment_id: row.by for each in things for row in each.review}
        lost = {self.forms[where] for where in self.kept} - open_still - withdrawn
        return {work: by.get(work, "") for work in sorted(lost)}
