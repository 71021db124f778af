"""Which screen stands at which address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from betterjournal.web import routes
from betterjournal.web.account.account.own_record import OwnRecordState
from betterjournal.web.account.account.page import account_page
from betterjournal.web.account.account.state import AccountState
from betterjournal.web.account.changing import ChangingState
from betterjournal.web.account.coming_back.page import coming_back_page
from betterjournal.web.account.coming_back.state import ComingBackState
from betterjournal.web.account.following import follow_back, follow_invitation, follow_set_up
from betterjournal.web.account.forgotten.page import asked_page, forgotten_page
from betterjournal.web.account.forgotten.state import ForgottenState
from betterjournal.web.account.home.page import home_page
from betterjournal.web.account.home.state import HomeState
from betterjournal.web.account.join.page import join_page
from betterjournal.web.account.join.state import JoinState
from betterjournal.web.account.locking import LockState
from betterjournal.web.account.privacy.page import privacy_page
from betterjournal.web.account.privacy.state import PrivacyState
from betterjournal.web.account.second_factor.page import second_factor_page
from betterjournal.web.account.second_factor.state import SecondFactorState
from betterjournal.web.account.set_up.page import set_up_page
from betterjournal.web.account.set_up.state import SetUpState
from betterjournal.web.account.sign_in.page import sign_in_page
from betterjournal.web.account.sign_in.state import SignInState
from betterjournal.web.account.taken_away import TakenAwayState
from betterjournal.web.client.consent.page import consent_page
from betterjournal.web.client.consent.state import ConsentState
from betterjournal.web.client.find.page import find_page
from betterjournal.web.client.journal.days import DaysState
from betterjournal.web.client.journal.page import journal_page
from betterjournal.web.client.journal.state import JournalState
from betterjournal.web.client.kept.page import kept_page
from betterjournal.web.client.kept.state import KeptState
from betterjournal.web.client.me.page import me_page
from betterjournal.web.client.me.reads import ReadsState
from betterjournal.web.client.me.state import MeState
from betterjournal.web.client.numbers.page import numbers_page
from betterjournal.web.client.numbers.state import NumbersState
from betterjournal.web.client.page.page import journal_entry_page
from betterjournal.web.client.page.state import PageState
from betterjournal.web.client.room import RoomState
from betterjournal.web.client.shared.copies import CopiesState
from betterjournal.web.client.shared.page import shared_page
from betterjournal.web.client.shared.state import SharedState
from betterjournal.web.client.today.page import today_page
from betterjournal.web.client.today.state import TodayState
from betterjournal.web.client.work.ends import EndsState
from betterjournal.web.client.work.page import work_page
from betterjournal.web.client.work.state import WorkState
from betterjournal.web.clinician.assign.beside import BesideState
from betterjournal.web.clinician.assign.own import OwnState
from betterjournal.web.clinician.assign.page import assign_page
from betterjournal.web.clinician.assign.state import AssignState
from betterjournal.web.clinician.away.page import away_page
from betterjournal.web.clinician.away.state import AwayState
from betterjournal.web.clinician.brief.page import brief_page
from betterjournal.web.clinician.brief.state import BriefState
from betterjournal.web.clinician.calendar.page import calendar_page
from betterjournal.web.clinician.calendar.state import CalendarState
from betterjournal.web.clinician.care.page import care_page
from betterjournal.web.clinician.care.state import CareState
from betterjournal.web.clinician.client.page import client_page
from betterjournal.web.clinician.client.state import ClientState
from betterjournal.web.clinician.clients.page import clients_page
from betterjournal.web.clinician.clients.state import ClientsState
from betterjournal.web.clinician.continuity.page import continuity_page
from betterjournal.web.clinician.continuity.state import ContinuityState
from betterjournal.web.clinician.desk import Desk
from betterjournal.web.clinician.going.page import going_page
from betterjournal.web.clinician.kept.page import kept_paper_page
from betterjournal.web.clinician.kept.state import KeptPaperState
from betterjournal.web.clinician.look.page import look_page
from betterjournal.web.clinician.look.state import LookState
from betterjournal.web.clinician.noting import NotesState
from betterjournal.web.clinician.paper.page import paper_page
from betterjournal.web.clinician.paper.state import PaperState
from betterjournal.web.clinician.practice.care.state import CareListState
from betterjournal.web.clinician.practice.page import practice_page
from betterjournal.web.clinician.practice.people.state import PeopleState
from betterjournal.web.clinician.practice.readiness.state import ReadinessState
from betterjournal.web.clinician.practice.record.state import RecordState
from betterjournal.web.clinician.practice.state import PracticeState
from betterjournal.web.clinician.programme.page import programme_page
from betterjournal.web.clinician.programme.state import ProgrammeState
from betterjournal.web.clinician.programmes.page import programmes_page
from betterjournal.web.clinician.programmes.state import ProgrammesState
from betterjournal.web.clinician.sealed.page import sealed_page
from betterjournal.web.clinician.sealed.state import SealedState
from betterjournal.web.clinician.sealed_list.page import sealed_list_page
from betterjournal.web.clinician.sealed_list.state import SealedListState
from betterjournal.web.clinician.series.page import series_page
from betterjournal.web.clinician.series.state import SeriesState
from betterjournal.web.clinician.stopping import StopState
from betterjournal.web.clinician.together.page import together_page
from betterjournal.web.clinician.together.state import TogetherState
from betterjournal.web.clinician.under_way import GoingState
from betterjournal.web.clinician.worksheet.page import worksheet_page
from betterjournal.web.clinician.worksheet.state import WorksheetState
from betterjournal.web.clinician.worksheets.page import worksheets_page
from betterjournal.web.clinician.worksheets.state import WorksheetsState
from betterjournal.web.missing import page as missing
from betterjournal.web.theme import NEUTRAL_TITLE


@dataclass(frozen=True)
class Page:
    """One address: the component and the loads it starts with. Titles are neutral unless the room asks for more."""

    route: str
    draw: Callable[[], rx.Component]
    loads: tuple[Any, ...] = ()
    title: str = NEUTRAL_TITLE


# Screens add their line here, in the order of routes.py.
PAGES: list[Page] = [
    Page(routes.TODAY, today_page, loads=(RoomState.arrive, TodayState.arrive, LockState.arrive)),
    Page(routes.WORK, work_page, loads=(RoomState.arrive, EndsState.load, WorkState.arrive)),
    Page(routes.NUMBERS, numbers_page, loads=(RoomState.arrive, NumbersState.load)),
    Page(routes.JOURNAL, journal_page, loads=(RoomState.arrive, JournalState.arrive, DaysState.load)),
    Page(routes.PAGE, journal_entry_page, loads=(RoomState.arrive, PageState.load)),
    Page(routes.FIND, find_page, loads=(RoomState.arrive,)),
    Page(routes.SHARED, shared_page, loads=(RoomState.arrive, CopiesState.load, SharedState.load)),
    Page(routes.KEPT, kept_page, loads=(RoomState.arrive, KeptState.load)),
    Page(
        routes.ME,
        me_page,
        loads=(RoomState.arrive, ReadsState.arrive, ChangingState.load, LockState.arrive, MeState.load),
    ),
    Page(routes.CONSENT, consent_page, loads=(RoomState.arrive, ConsentState.load)),
    Page(routes.HOME, home_page, loads=(HomeState.load,)),
    Page(routes.SIGN_IN, sign_in_page, loads=(SignInState.load,)),
    Page(routes.SECOND_FACTOR, second_factor_page, loads=(TakenAwayState.load, SecondFactorState.load)),
    Page(routes.FORGOTTEN, forgotten_page, loads=(ForgottenState.load,)),
    Page(routes.ASKED, asked_page),
    Page(routes.SET_UP, follow_set_up),
    Page(routes.SETTING_UP, set_up_page, loads=(SetUpState.load,)),
    Page(routes.JOIN, follow_invitation),
    Page(routes.JOINING, join_page, loads=(JoinState.load,)),
    Page(routes.BACK, follow_back),
    Page(routes.COMING_BACK, coming_back_page, loads=(ComingBackState.load,)),
    Page(routes.PRIVACY, privacy_page, loads=(PrivacyState.load,)),
    Page(
        routes.ACCOUNT,
        account_page,
        loads=(TakenAwayState.load, ChangingState.load, LockState.arrive, AccountState.arrive, OwnRecordState.load),
    ),
    Page(routes.AWAY, away_page, loads=(Desk.load, AwayState.load)),
    Page(routes.CLIENTS, clients_page, loads=(Desk.load, ClientsState.load, LockState.arrive)),
    Page(
        routes.CLIENT,
        client_page,
        loads=(Desk.load, StopState.load, ClientState.arrive, NotesState.load, GoingState.load),
    ),
    Page(routes.ASSIGN, assign_page, loads=(Desk.load, AssignState.load, OwnState.load, BesideState.load)),
    Page(routes.BRIEF, brief_page, loads=(Desk.load, BriefState.arrive)),
    Page(routes.CONTINUITY, continuity_page, loads=(Desk.load, ContinuityState.load)),
    Page(routes.SERIES, series_page, loads=(Desk.load, SeriesState.arrive)),
    Page(routes.LOOK, look_page, loads=(LookState.arrive,)),
    Page(routes.PAPER, paper_page, loads=(Desk.load, PaperState.load)),
    Page(routes.KEPT_PAPER, kept_paper_page, loads=(Desk.load, KeptPaperState.load)),
    Page(routes.TOGETHER, together_page, loads=(TogetherState.load,)),
    Page(routes.CARE, care_page, loads=(Desk.load, CareState.arrive)),
    Page(routes.SEALED, sealed_page, loads=(Desk.load, StopState.load, SealedState.arrive)),
    Page(routes.CALENDAR, calendar_page, loads=(Desk.load, CalendarState.arrive)),
    Page(routes.WORKSHEETS, worksheets_page, loads=(Desk.load, WorksheetsState.load)),
    Page(routes.PROGRAMMES, programmes_page, loads=(Desk.load, ProgrammesState.load)),
    Page(routes.PROGRAMME, programme_page, loads=(Desk.load, ProgrammeState.load)),
    Page(routes.GOING, going_page, loads=(Desk.load, StopState.load, GoingState.load)),
    Page(routes.WORKSHEET, worksheet_page, loads=(Desk.load, WorksheetState.load)),
    Page(
        routes.PRACTICE,
        practice_page,
        loads=(
            Desk.load,
            PeopleState.load,
            CareListState.arrive,
            PracticeState.load,
            ReadinessState.load,
            RecordState.arrive,
        ),
    ),
    Page(routes.SEALED_LIST, sealed_list_page, loads=(Desk.load, SealedListState.load)),
    Page("404", missing),
]


def add_pages(app: rx.App) -> None:
    """Put every page at its address."""
    for page in PAGES:
        app.add_page(page.draw, route=page.route, title=page.title, on_load=list(page.loads))
