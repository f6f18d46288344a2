"""Letters about what people owe: written, put into a folder, or sent and remembered."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from sheets_sync.analysis import Analysis
from sheets_sync.documents.reminders.addressees import Addressee, addressees
from sheets_sync.documents.reminders.letter_writer import Letter, LetterWriter
from sheets_sync.documents.reminders.wording import wording
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs.full_run import analysis_of
from sheets_sync.runs.letter_files import Folder
from sheets_sync.runs.lock import one_at_a_time
from sheets_sync.runs.mail import Post
from sheets_sync.runs.reminded import (
    Reminded,
    State,
    Things,
    load_reminded,
    save_reminded,
    week_of,
)
from sheets_sync.runs.sync import Options, clock, report_date, started
from sheets_sync.stores.setting_values import is_mail
from sheets_sync.workspace import Workspace

_APART = re.compile(r"[\s,;<>]+")


class Status(StrEnum):
    """What came of a letter."""

    WOULD_SEND = "would_send"
    WRITTEN = "written"
    SENT = "sent"
    NO_MAIL = "no_mail"
    ALREADY_TOLD = "already_told"
    FAILED = "failed"
    OVER_LIMIT = "over_limit"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A person who owes something, the letter (None where all was told this week), and what came
    of it; `mail` is the one address it goes to, `file` where it was written."""

    to: Addressee
    mail: str
    letter: Letter | None
    status: Status
    sentence: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Reminders:
    """All letters of a moment; `removed` are the files of letters that are due no more."""

    organisation: str
    today: date
    made_at: datetime
    reminders: tuple[Reminder, ...]
    removed: tuple[str, ...] = ()

    def of(self, *statuses: Status) -> tuple[Reminder, ...]:
        """Those of which that came."""
        return tuple(one for one in self.reminders if one.status in statuses)


_NO_MAIL_WITH_CODES = (
    "С codes_only = true письма по почте не отправляются: в них имена. Сделайте их файлами: "
    "sheets-sync remind --to ПАПКА"
)


def analysed(workspace: Workspace, options: Options) -> tuple[Analysis, datetime]:
    """All that is known of the books as they stand, and the moment."""
    now = clock(workspace, options)
    store = started(workspace, now, options)
    return analysis_of(workspace, store, report_date(workspace, options, now)), now


def refuse_codes_only(workspace: Workspace) -> None:
    """Raise UsageError where no name may leave this machine."""
    if workspace.codes_only:
        raise UsageError(_NO_MAIL_WITH_CODES)


def written(analysis: Analysis, now: datetime) -> Reminders:
    """The letters that would be sent now; nothing is sent."""
    known = load_reminded(analysis.workspace.root)
    return _report(analysis, now, _planned(analysis, known))


def put_into(analysis: Analysis, now: datetime, folder: Path) -> Reminders:
    """A text a person in a folder, whatever was sent; letters that are due no more go.

    Raises UsageError when a file there is not ours.
    """
    planned = _planned(analysis, Reminded())
    place = Folder(folder)
    files = place.write([(one.to.person.name, _as_file(one)) for one in planned])
    done = [
        replace(one, status=Status.WRITTEN, sentence="", file=str(file))
        for one, file in zip(planned, files, strict=True)
    ]
    return replace(_report(analysis, now, done), removed=place.removed)


def send(analysis: Analysis, now: datetime, weekly: bool = False) -> Reminders:
    """Mail the letters that are due to those whose address is known, and remember each; `weekly`
    writes to nobody a second time in a week.

    Raises UsageError where mail is not set up or not allowed, LockedError while others send.
    """
    workspace = analysis.workspace
    refuse_codes_only(workspace)
    with ExitStack() as ends:
        ends.enter_context(one_at_a_time(workspace.root, now, "remind"))
        known = load_reminded(workspace.root)
        planned = _planned(analysis, known, weekly)
        if any(one.status is Status.WOULD_SEND for one in planned):
            post = Post(workspace.notify)
            ends.callback(post.close)
            save_reminded(workspace.root, known)  # what can't be remembered is not sent
            planned = _sent(workspace, post, known, planned, week_of(analysis.today))
    return _report(analysis, now, planned)


def _sent(
    workspace: Workspace, post: Post, known: Reminded, planned: Sequence[Reminder], week: str
) -> list[Reminder]:
    """Each letter, remembered as soon as it went."""
    done: list[Reminder] = []
    left = workspace.remind.most
    for one in planned:
        if one.status is not Status.WOULD_SEND or one.letter is None:
            done.append(one)
        elif not left:
            said = (
                f"за раз уходит не больше {workspace.remind.most} писем, это — в следующий запуск"
            )
            done.append(replace(one, status=Status.OVER_LIMIT, sentence=said))
        else:
            try:
                post.send(one.mail, one.letter.subject, one.letter.text)
            except SheetsSyncError as error:
                done.append(replace(one, status=Status.FAILED, sentence=str(error)))
                continue
            left -= 1
            known = known.after(week, one.to.key, _things(one.letter.to))
            save_reminded(workspace.root, known)
            done.append(replace(one, status=Status.SENT))
    return done


def _planned(analysis: Analysis, known: Reminded, weekly: bool = False) -> list[Reminder]:
    """Everybody's letter about what they were not told of this week; `weekly` as in `send`."""
    writer = LetterWriter(analysis, wording(analysis.workspace.root))
    week = week_of(analysis.today)
    planned = []
    for to in addressees(analysis):
        had_one = weekly and to.key in known.told.get(week, {})
        new = frozenset() if had_one else known.untold(week, to.key, _things(to))
        due = tuple(duty for duty in to.duties if duty.key in new)
        to_know = tuple(problem for problem in to.to_know if problem.id in new)
        letter = writer.letter(Addressee(to.person, due, to_know)) if due else None
        planned.append(_reminder(to, letter))
    return planned


def _reminder(to: Addressee, letter: Letter | None) -> Reminder:
    mail = next(filter(is_mail, _APART.split(to.person.mail)), "")
    if letter is None:
        said = "на этой неделе уже напомнено, и ничего нового нет"
        return Reminder(to, mail, None, Status.ALREADY_TOLD, said)
    if mail:
        return Reminder(to, mail, letter, Status.WOULD_SEND)
    typed = to.person.mail
    said = f"почта «{typed}» — не адрес, исправьте её" if typed else "почта не указана"
    return Reminder(to, "", letter, Status.NO_MAIL, said)


def _things(to: Addressee) -> Things:
    """How bad each is; what has one key, a tab of one title in two books, is one thing."""
    things = {problem.id: State(False, 1, 0) for problem in to.to_know}
    for duty in to.duties:
        state = State(duty.late > 0, duty.size, duty.errors)
        things[duty.key] = state + things[duty.key] if duty.key in things else state
    return things


def _as_file(one: Reminder) -> str:
    assert one.letter is not None
    head = f"Кому: {one.to.person.name}\nПочта: {one.mail or one.sentence.removeprefix('почта ')}\n"
    return f"{head}Тема: {one.letter.subject}\n\n{one.letter.text}"


def _report(analysis: Analysis, now: datetime, reminders: Sequence[Reminder]) -> Reminders:
    return Reminders(analysis.workspace.organisation, analysis.today, now, tuple(reminders))
