"""Every table of the product in one metadata, for migrations and for tests."""

from sqlmodel import SQLModel

from betterjournal import audit, recurring
from betterjournal.accounts import models as accounts
from betterjournal.appointments import models as appointments
from betterjournal.assignments import models as assignments
from betterjournal.calendars import models as calendars
from betterjournal.care import models as care
from betterjournal.entries import models as entries
from betterjournal.privacy import models as privacy
from betterjournal.programmes import models as programmes
from betterjournal.readiness import models as readiness
from betterjournal.review import models as review
from betterjournal.worksheets import models as worksheets

MODELS = (
    accounts,
    appointments,
    assignments,
    audit,
    calendars,
    care,
    entries,
    privacy,
    programmes,
    readiness,
    recurring,
    review,
    worksheets,
)
METADATA = SQLModel.metadata
