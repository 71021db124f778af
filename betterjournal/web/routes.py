"""Every address of the product, with a builder for those that carry an id."""

HOME = "/"
SIGN_IN = "/sign-in"
SECOND_FACTOR = "/sign-in/second-factor"
FORGOTTEN = "/sign-in/forgotten"
ASKED = "/sign-in/asked"
SET_UP = "/setup/[token]"
JOIN = "/join/[token]"
BACK = "/back/[token]"
# A link is followed at once to the same screen without the token in its address.
SETTING_UP = "/setup"
JOINING = "/join"
COMING_BACK = "/back"
HELP_NOW = "/help-now"
PRIVACY = "/privacy"

CLIENTS = "/clients"
CLIENT = "/clients/[client_id]"
ASSIGN = "/clients/[client_id]/assign"
BRIEF = "/clients/[client_id]/brief"
# Neutral: it may stand in a browser's list of what it fetched.
BRIEF_FILE = "/brief.pdf"
CONTINUITY_FILE = "/pages.pdf"
CONTINUITY = "/clients/[client_id]/file"
SERIES = "/clients/[client_id]/series"
LOOK = "/clients/[client_id]/look"
PAPER = "/clients/[client_id]/assignments/[assignment_id]/paper"
KEPT_PAPER = "/clients/[client_id]/kept"
CARE = "/clients/[client_id]/care"
# No id of a client's and no word in the address that tells whose screen it is: it is turned to the client.
TOGETHER = "/together/[assignment_id]"
SEALED = "/clients/[client_id]/sealed"
GOING = "/clients/[client_id]/programme"
CALENDAR = "/calendar"
WORKSHEETS = "/worksheets"
WORKSHEET = "/worksheets/[worksheet_id]"
PROGRAMMES = "/programmes"
PROGRAMME = "/programmes/[programme_id]"
ACCOUNT = "/account"
AWAY = "/away"
PRACTICE = "/practice"
RECORD_FILE = "/practice/record.csv"
SEALED_LIST = "/practice/sealed"
SEALED_FILE = "/sealed-record"

TODAY = "/today"
WORK = "/today/[assignment_id]"
NUMBERS = "/numbers/[assignment_id]"
JOURNAL = "/journal"
PAGE = "/journal/[entry_id]"
FIND = "/find"
SHARED = "/shared"
KEPT = "/kept"
ME = "/me"
CONSENT = "/consent"
# Neutral: it may stand in a browser's list of what it fetched.
OWN_EVENT_FILE = "/note.ics"


def client(client_id: str) -> str:
    return f"/clients/{client_id}"


def assign(client_id: str) -> str:
    return f"/clients/{client_id}/assign"


def brief(client_id: str) -> str:
    return f"/clients/{client_id}/brief"


def file(client_id: str) -> str:
    return f"/clients/{client_id}/file"


def series(client_id: str) -> str:
    return f"/clients/{client_id}/series"


def look(client_id: str) -> str:
    return f"/clients/{client_id}/look"


def together(assignment_id: str) -> str:
    return f"/together/{assignment_id}"


def care(client_id: str) -> str:
    return f"/clients/{client_id}/care"


def sealed(client_id: str) -> str:
    return f"/clients/{client_id}/sealed"


def worksheet(worksheet_id: str) -> str:
    return f"/worksheets/{worksheet_id}"


def programme(programme_id: str) -> str:
    return f"/programmes/{programme_id}"


def work(assignment_id: str) -> str:
    return f"/today/{assignment_id}"


def numbers(assignment_id: str) -> str:
    return f"/numbers/{assignment_id}"


def sheet(assignment_id: str, entry_id: str) -> str:
    """The work, with that sheet of the client's to read beside it."""
    return f"/today/{assignment_id}?sheet={entry_id}"


def page(entry_id: str) -> str:
    return f"/journal/{entry_id}"
