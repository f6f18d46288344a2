"""A small centre whose people owe something and have addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from helpers import TODAY, Desk, look
from mail_server import Mailbox
from runs.sync_help import NOW

from sheets_sync.analysis import Analysis
from sheets_sync.runs.remind import Reminders, put_into, send
from sheets_sync.workspace import Notify

MAILS = {
    "Т-01": "barsukova@example.org",
    "Т-02": "belov@example.org",
    "Т-03": "zimina@example.org",
}
PLANS = "Индивидуальные планы"


def owing(mails: Mapping[str, str] = MAILS) -> Desk:
    """Every tutor owes a measure of a plan: two are late, one is near."""
    desk = Desk()
    for row, code in enumerate(MAILS, 2):
        desk.set("Тьюторы", row, "Эл. почта", mails.get(code))
    desk.set(PLANS, 2, "Статус", "в работе").set(PLANS, 2, "Дата выполнения", None)
    return desk.set(PLANS, 4, "Срок", "до 22.02.2021")


@dataclass
class Centre:
    """The centre in memory, its folder for what is remembered, and its mail server."""

    root: Path
    box: Mailbox
    user: str = ""

    def looked(self, desk: Desk | None = None, today: date = TODAY, **more: Any) -> Analysis:
        """What is known of its books."""
        notify = Notify(
            smtp=f"127.0.0.1:{self.box.port}", sender="robot@example.org", user=self.user
        )
        settings = {"root": self.root, "notify": notify, **more}
        return look(desk or owing(), today, **settings)

    def send(self, desk: Desk | None = None, today: date = TODAY, **more: Any) -> dict[str, str]:
        """By code what came of the tutors' letters."""
        weekly = more.pop("weekly", False)
        return came(send(self.looked(desk, today, **more), NOW, weekly))

    def put(self, folder: Path, desk: Desk | None = None) -> Reminders:
        """The letters in a folder."""
        return put_into(self.looked(desk), NOW, folder)


def came(report: Reminders) -> dict[str, str]:
    """By code what came of the tutors' letters."""
    found = {one.to.person.code: str(one.status) for one in report.reminders}
    return {code: status for code, status in found.items() if code}


def settings(box: Mailbox, more: str = "", today: date | None = TODAY) -> str:
    """Lines of workspace.toml: the report date, the mail server, and more."""
    fixed = f"today = {today}\n" if today else ""
    server = f'[notify]\nsmtp = "127.0.0.1:{box.port}"\nsender = "robot@example.org"\n'
    return f"{fixed}{server}{more}\n"
