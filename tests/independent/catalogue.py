"""The planted faults: every kind docs/checks.md names for the sixteen tabs."""

from .catalogue_directories import DIRECTORIES
from .catalogue_journal import JOURNAL
from .catalogue_meetings import MEETINGS
from .catalogue_plans import LEGAL_PLANS, PLANS
from .catalogue_register import REGISTER
from .catalogue_reports import LEGAL_REPORTS, MISSING, REPORTS
from .catalogue_results import LEGAL_RESULTS, RESULTS
from .catalogue_roadmap import LEGAL_ROADMAP, ROADMAP
from .catalogue_schedule import SCHEDULE

CATALOGUE = DIRECTORIES | MEETINGS | REGISTER | SCHEDULE | JOURNAL
CATALOGUE |= MISSING | PLANS | REPORTS | ROADMAP | RESULTS
LEGALS = LEGAL_PLANS | LEGAL_REPORTS | LEGAL_ROADMAP | LEGAL_RESULTS  # faults to a naive eye
