"""Letters of reminders, as a person reads them in the terminal and as another program does."""

from collections.abc import Iterator
from typing import Any

from sheets_sync.commands.terminal import colour
from sheets_sync.duties.duty import Duty
from sheets_sync.letters import capital, plural
from sheets_sync.runs.remind import Reminder, Reminders, Status

_RULE = "─" * 60
_WORDS = ("письмо", "письма", "писем")
_SUMS = {
    Status.WOULD_SEND: "можно отправить (ключ --send): {}",
    Status.WRITTEN: "записано: {}",
    Status.SENT: "отправлено: {}",
    Status.NO_MAIL: "без почты: {} (отдать самим — ключ --to ПАПКА)",
    Status.ALREADY_TOLD: "уже напомнено на этой неделе: {}",
    Status.FAILED: "не ушло: {}, ещё раз — при следующем запуске",
    Status.OVER_LIMIT: "осталось на следующий запуск: {}",
}


def as_json(report: Reminders) -> dict[str, Any]:
    """What `--json` prints; «error» where a letter did not go."""
    failed = report.of(Status.FAILED)
    error = {"error": failure(report)} if failed else {}
    return {
        "today": report.today.isoformat(),
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "organisation": report.organisation,
        "letters": [_letter(one) for one in report.reminders],
        "removed": list(report.removed),
        **error,
    }


def failure(report: Reminders) -> str:
    """One sentence for letters that did not go."""
    failed = report.of(Status.FAILED)
    return f"Не ушло {plural(len(failed), *_WORDS)}: {failed[0].sentence}"


def remind_text(report: Reminders) -> str:
    """What `remind` prints: the letters, or what came of each, and how many there are."""
    if not report.reminders:
        return "Напоминать не о чем: никто ничего не должен\n"
    return "\n".join([*_lines(report), *_sums(report), ""])


def _lines(report: Reminders) -> Iterator[str]:
    for one in report.reminders:
        if one.status is Status.WRITTEN:
            yield one.file
        elif one.letter is None or one.status not in (Status.WOULD_SEND, Status.NO_MAIL):
            yield f"{one.to.person.name}: {_said(one)}"
        elif one.status is Status.NO_MAIL and report.of(Status.SENT, Status.FAILED):
            yield f"{one.to.person.name}: {one.sentence}"
        else:
            yield from _whole(one)
    yield from (f"убрано: {file}" for file in report.removed)


def _said(one: Reminder) -> str:
    if one.status is Status.SENT:
        return f"отправлено на {one.mail}"
    return colour(one.sentence, "red") if one.status is Status.FAILED else one.sentence


def _whole(one: Reminder) -> Iterator[str]:
    assert one.letter is not None
    yield f"Кому: {one.to.person.name} ({one.mail or one.sentence})"
    yield f"Тема: {one.letter.subject}"
    yield from ("", one.letter.text.rstrip("\n"), _RULE)


def _sums(report: Reminders) -> Iterator[str]:
    for status, said in _SUMS.items():
        if found := report.of(status):
            yield capital(said.format(plural(len(found), *_WORDS)))


def _letter(one: Reminder) -> dict[str, Any]:
    letter, person = one.letter, one.to.person
    return {
        "name": person.name,
        "code": person.code or None,
        "mail": one.mail or None,
        "subject": letter.subject if letter else None,
        "text": letter.text if letter else None,
        "duties": [_duty(duty) for duty in (letter.to if letter else one.to).duties],
        "status": one.status,
        "sentence": one.sentence,
        "file": one.file or None,
    }


def _duty(duty: Duty) -> dict[str, Any]:
    place = duty.cells[0].place if duty.cells else duty.place
    return {
        "key": duty.key,
        "subject": duty.subject,
        "what": duty.what,
        "until": duty.until.isoformat() if duty.until else None,
        "late": duty.late,
        "size": duty.size,
        "book": place.book if place else None,
        "tab": place.tab if place else None,
        "cells": [cell.a1 for cell in duty.cells],
        "link": duty.cells[0].link if duty.cells else None,
    }
