"""What can be said of a meeting and of a consultation, as its column writes it."""

from enum import StrEnum


class MeetingStatus(StrEnum):
    """A meeting is planned, held, moved or cancelled."""

    PLANNED = "запланировано"
    HELD = "проведено"
    MOVED = "перенесено"
    CANCELLED = "отменено"


class ConsultationStatus(StrEnum):
    """A consultation may also have failed: it was to be, and nobody came."""

    PLANNED = "запланирована"
    HELD = "проведена"
    MOVED = "перенесена"
    CANCELLED = "отменена"
    FAILED = "не состоялась"
