"""The planted faults: every kind DOMAIN.md §2, §3 and §8 name for the twelve tabs."""

from .catalogue_directories import DIRECTORIES
from .catalogue_journal import JOURNAL
from .catalogue_meetings import MEETINGS
from .catalogue_register import REGISTER
from .catalogue_schedule import SCHEDULE

CATALOGUE = DIRECTORIES | MEETINGS | REGISTER | SCHEDULE | JOURNAL
