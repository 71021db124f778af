"""What goes to paper as a PDF, over HTTP: for whom, what is in it, and that each is on record."""

import time
from datetime import timedelta
from io import BytesIO

import pytest
from httpx import ASGITransport, AsyncClient, Response
from pypdf import PdfReader
from starlette.applications import Starlette

from betterjournal import clock, settings
from betterjournal.accounts.models import Person
from betterjournal.audit import Act, AuditRecord
from betterjournal.database import writing
from betterjournal.entries import actions as entries
from betterjournal.entries import sharing
from betterjournal.entries.models import Opened
from betterjournal.review.brief import MOST
from betterjournal.web import between, routes
from betterjournal.web.http import paper
from betterjournal.web.http.paper import paper_routes
from betterjournal.web.serving.gate import Gate
from betterjournal.web.serving.headers import Headers
from tests import builders
from tests.cast import Cast

LETTER, A4 = (612, 792), (595, 842)


async def fetch(path: str, token: str, *, origin: str | None = None, **given: str) -> Response:
    url = settings.load().public_url
    app = Gate(Headers(Starlette(routes=paper_routes()), url), url, "")
    cookies = {"betterjournal": token} if token else {}
    async with AsyncClient(transport=ASGITransport(app), base_url=url, cookies=cookies) as http:
        return await http.post(path, data=given, headers={"origin": origin or url})


async def brief(cast: Cast, who: str = "alma", **given: str) -> Response:
    form = {"client_id": cast.ben.client_id or "", **given}
    return await fetch(routes.BRIEF_FILE, cast.tokens.get(who, ""), **form)


def read(answer: Response) -> PdfReader:
    assert answer.status_code == 200, answer.headers
    return PdfReader(BytesIO(answer.content))


def words(answer: Response) -> str:
    return "\n".join(page.extract_text() for page in read(answer).pages)


def size(answer: Response) -> tuple[int, int]:
    box = read(answer).pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


def printed() -> list[AuditRecord]:
    return [row for row in builders.rows(AuditRecord) if row.act == Act.PRINTED]


def refused(answer: Response) -> bool:
    return answer.status_code == 303 and answer.content == b""


def meets_soon(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(hours=1))


async def test_the_brief_is_a_file_that_nobody_keeps(cast: Cast) -> None:
    meets_soon(cast)
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben, what="WORK-SET"), "SHARED-WORDS")
    answer = await brief(cast)
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/pdf"
    said = words(answer)
    assert "Brief: Ben Okafor" in said
    assert "WORK-SET" in said
    assert "SHARED-WORDS" in said
    assert len(builders.rows(Opened)) == 1
    assert [(row.kind, row.client_id) for row in printed()] == [("brief", cast.ben.client_id)]


@pytest.mark.parametrize(("wanted", "is_"), [("", LETTER), ("letter", LETTER), ("a4", A4), ("A0'--", LETTER)])
async def test_on_letter_paper_unless_a4_is_wanted(cast: Cast, wanted: str, is_: tuple[int, int]) -> None:
    assert size(await brief(cast, size=wanted)) == is_


async def test_it_tells_its_language_and_title_and_no_name_and_no_hour(cast: Cast) -> None:
    with writing() as session:
        session.get_one(Person, cast.alma.person_id).language = "fr"
    file = read(await brief(cast))
    assert file.metadata is not None
    assert (file.metadata.title, file.metadata.author) == ("Préparation", None)
    assert str(file.metadata.creation_date_raw).endswith("000000Z")
    assert file.trailer["/Root"]["/Lang"] == "fr-CA"
    assert "/StructTreeRoot" in file.trailer["/Root"]
    assert "Préparation\u00a0: Ben Okafor" in file.pages[0].extract_text()


async def test_before_the_window_it_says_the_same_whatever_came_and_nothing_private_is_ever_in_it(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=30))
    begun, done = (builders.assignment(cast.alma, cast.ben, what="WORK-SET") for _ in range(2))
    before = words(await brief(cast))
    builders.draft(cast.ben, begun, "DRAFTED-WORDS")
    builders.shared(cast.ben, done, "SHARED-WORDS")
    assert words(await brief(cast)) == before
    assert "Opens" in before
    assert builders.rows(Opened) == []
    meets_soon(cast)
    after = words(await brief(cast))
    assert "SHARED-WORDS" in after
    assert "DRAFTED-WORDS" not in after


async def test_what_was_taken_back_is_not_in_it(cast: Cast) -> None:
    builders.appointment(cast.alma, cast.ben, clock.now() + timedelta(days=30))
    shared = builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "TAKEN-BACK-WORDS")
    sharing.take_back(cast.ben, shared)
    meets_soon(cast)
    assert "TAKEN-BACK-WORDS" not in words(await brief(cast))


@pytest.mark.parametrize("who", ["ben", "cora", "dan", "eve", ""])
async def test_it_is_nobody_elses(cast: Cast, who: str) -> None:
    assert refused(await brief(cast, who))
    assert printed() == []


async def test_who_supervises_reads_it_as_on_the_page(cast: Cast) -> None:
    assert "Ben Okafor" in words(await brief(cast, "sol"))


@pytest.mark.parametrize("client_id", ["", "0" * 32, "../clients", "a" * 5000, "\x00"])
async def test_what_is_no_client_is_told_on_a_page(cast: Cast, client_id: str) -> None:
    assert refused(await brief(cast, client_id=client_id))


async def test_only_a_page_of_ours_can_ask_for_it(cast: Cast) -> None:
    form = {"client_id": cast.ben.client_id or ""}
    answer = await fetch(routes.BRIEF_FILE, cast.tokens["alma"], origin="https://elsewhere.test", **form)
    assert answer.status_code == 403
    assert printed() == []


async def test_a_drawing_that_fails_says_so_and_tells_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bytes:
        raise RuntimeError("SHARED-WORDS")

    monkeypatch.setattr(paper, "brief_file", breaks)
    answer = await brief(cast)
    assert refused(answer)
    assert answer.headers["location"] == routes.brief(cast.ben.client_id or "")
    back = between.came_back(answer.headers["set-cookie"].split(";")[0], routes.brief(cast.ben.client_id or ""))
    assert back is not None
    assert back.problem.key == "problem.failed"


async def test_the_largest_is_there_within_two_seconds_with_its_pages_numbered(cast: Cast) -> None:
    meets_soon(cast)
    for _ in range(MOST):
        builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "Été à l'œuvre. " * 130)
    began = time.process_time()
    answer = await brief(cast)
    took = time.process_time() - began
    pages = read(answer).pages
    assert took < 2
    assert f"1 of {len(pages)}" in pages[0].extract_text()
    assert f"{len(pages)} of {len(pages)}" in pages[-1].extract_text()


EVER = {"from_on": "2000-01-01", "to_on": "2100-01-01"}
CHOSEN = {**EVER, "whom": "file", "language": "en", "words": "on", "decided": "on", "charts": "on"}


async def pages(cast: Cast, who: str = "alma", **given: str) -> Response:
    form = {"client_id": cast.ben.client_id or "", **CHOSEN, **given}
    if who:
        builders.proved(cast.everybody()[who])
    return await fetch(routes.CONTINUITY_FILE, cast.tokens.get(who, ""), **form)


async def test_a_file_of_some_days_says_on_every_page_which_of_how_many_of_whom_and_what_days(cast: Cast) -> None:
    meets_soon(cast)
    for _ in range(12):
        builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "Été à l'œuvre. " * 90)
    answer = await pages(cast)
    assert answer.headers["content-disposition"] == 'attachment; filename="pages.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    found = read(answer).pages
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        foot = f"Ben Okafor · 1 January 2000 to 1 January 2100 · page {number} of {len(found)}"
        assert foot in page.extract_text()
    assert "From the file of Ben Okafor" in found[0].extract_text()


async def test_for_the_client_in_their_language_with_initials(cast: Cast) -> None:
    meets_soon(cast)
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "SHARED-WORDS")
    answer = await pages(cast, whom="client", language="fr", initials="on", size="a4")
    said = words(answer)
    assert "Pour B. O." in said
    assert "SHARED-WORDS" in said
    assert "Okafor" not in said
    assert "page 1 de 1" in said
    assert size(answer) == A4


async def test_numbers_without_words_hold_no_words(cast: Cast) -> None:
    meets_soon(cast)
    sharing.share_check_ins(cast.ben, [entries.check_in(cast.ben, 6, None, 3, "TIRED-WORDS")])
    told = words(await pages(cast, words=""))
    assert "Mood" in told
    assert "TIRED-WORDS" not in told
    assert "TIRED-WORDS" in words(await pages(cast, charts=""))


@pytest.mark.parametrize(
    "wrong", [{"from_on": "2026-02-30"}, {"to_on": "1999-01-01"}, {"words": "", "decided": "", "charts": ""}]
)
async def test_what_is_wrong_is_told_at_the_form(cast: Cast, wrong: dict[str, str]) -> None:
    answer = await pages(cast, **wrong)
    told = answer.json()
    assert (answer.status_code, told["field"], told["said"][-1]) == (422, next(iter(wrong)), ".")


async def test_one_proof_makes_one_file_and_without_one_nothing_is_opened(cast: Cast) -> None:
    meets_soon(cast)
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "SHARED-WORDS")
    form = {"client_id": cast.ben.client_id or "", **CHOSEN}
    answer = await fetch(routes.CONTINUITY_FILE, cast.tokens["alma"], **form)
    assert (answer.status_code, answer.json()["said"]) == (422, "Show first that it is still you, then try again.")
    assert builders.rows(Opened) == []
    assert read(await pages(cast)).pages
    assert (await fetch(routes.CONTINUITY_FILE, cast.tokens["alma"], **form)).status_code == 422


@pytest.mark.parametrize("who", ["ben", "cora", "dan", "eve", "sol", ""])
async def test_a_file_is_for_who_cares_for_them_alone(cast: Cast, who: str) -> None:
    meets_soon(cast)
    builders.shared(cast.ben, builders.assignment(cast.alma, cast.ben), "SHARED-WORDS")
    assert b"SHARED-WORDS" not in (answer := await pages(cast, who)).content
    assert answer.status_code in (303, 422)
    assert not [row for row in builders.rows(AuditRecord) if row.act == Act.EXPORTED]
