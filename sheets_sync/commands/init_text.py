"""`init`: which of its words are the folder and the spreadsheet, and what it prints."""

from sheets_sync.commands.terminal import Content
from sheets_sync.errors import UsageError
from sheets_sync.letters import plural
from sheets_sync.stores.files import is_address
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.tutors import TUTORS

_HOST = "docs.google.com/"


def init_words(folder: str | None, google: str | None) -> tuple[str, str]:
    """The folder, and the address of the spreadsheet to fill, "" for none; `google` is None without
    the option and "" where nothing stands behind it: what does may be the folder.

    Raises UsageError for words that are neither.
    """
    address = f"https://{google}" if (google or "").startswith(_HOST) else google or ""
    if is_address(address):
        return folder or ".", address
    if folder is None and not google:
        raise UsageError("не хватает: ПАПКА; пример: sheets-sync init имц")
    if folder is None:
        return google or "", ""
    if google or is_address(folder):
        raise UsageError(
            f"«{google or folder}»: адрес таблицы Google пишут после --google, он начинается с "
            "https://docs.google.com/spreadsheets/d/"
        )
    return folder, ""


def init_text(content: Content) -> str:
    """What `init` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше: заполните таблицы, поправьте workspace.toml и запустите\n"
        f"  sheets-sync sync {content['folder']}\n"
    )


def init_google_text(content: Content) -> str:
    """What `init --google` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    return (
        f"Готово: папка «{content['folder']}».\n{files}\n"
        "Дальше (подробно — docs/google.md):\n"
        "  1. положите в папку ключ сервисного аккаунта credentials.json (chmod 600)\n"
        "     или войдите без ключа: docs/google.md, «Без ключа»\n"
        "  2. загрузите книги .xlsx на Google Диск и сохраните каждую как таблицу Google\n"
        "  3. откройте таблицам доступ для адреса client_email из ключа: книгам хватит роли\n"
        "     «Читатель», сводке нужна «Редактор»\n"
        "  4. впишите адреса таблиц в books и summary файла workspace.toml\n"
        f"  5. проверьте: sheets-sync doctor {content['folder']}\n"
        f"  6. запустите: sheets-sync sync {content['folder']}\n"
    )


def init_filled_text(content: Content) -> str:
    """What `init --google АДРЕС` prints."""
    files = "\n".join(f"  {name}" for name in content["files"])
    tabs = plural(len(content["tabs"]), "лист", "листа", "листов")
    where = "" if content["folder"] == "." else f" {content['folder']}"
    return (
        f"Готово: в таблице «{content['title']}» {tabs}, от «{content['tabs'][0]}» до "
        f"«{content['tabs'][-1]}»; чужие листы не тронуты.\n"
        f"Папка «{content['folder']}»:\n{files}\n"
        "Дальше:\n"
        f"  1. заполните листы «{SCHOOLS.title}» и «{TUTORS.title}», потом остальные: что где — "
        "«Как заполнять»\n"
        f"  2. списки для выбора заполнит sheets-sync lists{where}\n"
        f"  3. проверьте: sheets-sync doctor{where}\n"
        f"  4. запустите: sheets-sync sync{where}\n"
    )
