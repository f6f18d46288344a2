"""What `doctor` says of `[notify]`: whether those to be told of failures can be told."""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from sheets_sync.runs.finding import Finding, tried
from sheets_sync.runs.mail import Post
from sheets_sync.runs.notify import refuse_command, tell
from sheets_sync.stores.settings_sections import Notify
from sheets_sync.stores.xlsx.office import office
from sheets_sync.workspace import FILE, Workspace


def notify_findings(workspace: Workspace, send: bool) -> Iterator[Finding]:
    """How each channel of `[notify]` stands; with `send` a test letter goes to each, as a letter
    about failures would."""
    settings = workspace.notify
    if send and not settings.channels:
        yield Finding("notify", "[notify]", False, _NOBODY)
    for channel in settings.channels:
        what = f"[notify] {channel}"
        reached = tried("notify", what, _REACHED[channel], partial(_LOOKS[channel], settings))
        if send and reached.ok:
            sent = _SENT[channel].format(settings.mail)
            reached = tried("notify", what, sent, partial(_test_letter, workspace, channel))
        yield reached
    if settings.weekly:
        how = "страницей PDF" if office() else "файлом сводки: LibreOffice не найден"
        good = f"{settings.weekly}, на {', '.join(settings.readers)}, {how}"
        yield tried("weekly", "[notify] weekly", good, partial(_mail, settings))


_NOBODY = (
    f"сообщать некому: впишите в {FILE} под [notify] mail и smtp или command, иначе о сбоях никто "
    "не узнает"
)
_REACHED = {
    "mail": "почтовый сервер впускает; пробное письмо отправит sheets-sync doctor --notify",
    "command": "команда на месте; пробное сообщение передаст ей sheets-sync doctor --notify",
}
_SENT = {
    "mail": "пробное письмо отправлено на {}: проверьте, что оно пришло (и не в «Спаме»)",
    "command": "команда получила пробное сообщение и закончилась без ошибки: проверьте, что оно "
    "дошло",
}


def _test_letter(workspace: Workspace, channel: str) -> None:
    name = workspace.organisation or workspace.root.name
    text = (
        "Это проверка: так придёт сообщение, если сводка несколько раз подряд не обновится. "
        f"Делать ничего не нужно.\n\nРабочая папка: {workspace.root}"
    )
    tell(channel, workspace.notify, f"Проверка связи: {name}", text, "test")


def _mail(settings: Notify) -> None:
    with closing(Post(settings)) as post:
        post.reach()


def _command(settings: Notify) -> None:
    refuse_command(settings.command)


_LOOKS: dict[str, Callable[[Notify], None]] = {"mail": _mail, "command": _command}
