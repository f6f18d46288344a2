"""The wording that staff edit: what may be wrong with it is one sentence with the file and line."""

from pathlib import Path

import pytest

from sheets_sync.documents.reminders.letter_tags import TAGS
from sheets_sync.documents.reminders.wording import wording
from sheets_sync.documents.tag_names import listed
from sheets_sync.errors import UsageError

REPOSITORY = Path(__file__).parents[2]
VALUES = {
    "имя": "Белов П.И.",
    "обращение": "Пётр Ильич",
    "организация": "",
    "сегодня": "18 февраля",
    "коротко": "1 дело",
    "просрочено": [],
    "ближайшее": [
        {"что": "Отчёт", "срок": "до\u00a020 февраля", "как": "", "где": "A1", "ссылка": ""}
    ],
    "исправить": [],
    "одним_списком": "",
    "к_сведению": [],
}


def filled(folder: Path, content: str | bytes) -> tuple[str, str]:
    (folder / "письма").mkdir(exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "письма" / "напоминание.txt").write_bytes(data)
    return wording(folder).fill(VALUES)


LEAST = "Тема: {{ коротко }}\n\nЗдравствуйте!\n"


@pytest.mark.parametrize(
    "content",
    [
        LEAST.encode(),
        b"\xef\xbb\xbf" + LEAST.encode(),
        LEAST.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf\r\n" + LEAST.rstrip().replace("\n", "\r\n").encode(),
        "{# как править — письма.md #}\n".encode() + LEAST.encode(),
    ],
    ids=["plain", "bom", "windows", "blank-first", "comment"],
)
def test_notepad_may_save_it_as_it_likes(tmp_path: Path, content: bytes):
    assert filled(tmp_path, content) == ("1 дело", "Здравствуйте!\n")


def test_the_text_is_plain(tmp_path: Path):
    said = filled(tmp_path, "Тема: т\n\n{% for дело in ближайшее %}\n{{ дело.срок }}\n{% endfor %}")
    assert said == ("т", "до 20 февраля\n")


def test_what_people_typed_is_no_tag_and_no_markup(tmp_path: Path):
    VALUES_TYPED = {**VALUES, "имя": "{{ 7 }} <b> & «Иванова»"}  # noqa: N806
    filled(tmp_path, "Тема: т\n\n{{ имя }}")
    assert wording(tmp_path).fill(VALUES_TYPED)[1] == "{{ 7 }} <b> & «Иванова»\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("Здравствуйте!\n", "строка 1: письмо начинается строкой «Тема: …»"),
        ("Тема:\n\nЗдравствуйте!\n", "строка 1: в письме не вышло темы"),
        ("Тема: {{ организация }}\n\nЗдравствуйте!\n", "строка 1: в письме не вышло темы"),
        ("Тема: т\n\n", "строка 1: в письме не вышло текста"),
        ("", "строка 1: письмо начинается"),
        (f"{LEAST}\n{{{{ имья }}}}", "строка 5: такого тега нет: «имья»; возможно, «имя»"),
        (
            f"{LEAST}{{% for дело in просрочено %}}\n{{{{ дело.сорк }}}}{{% endfor %}}",
            "строка 5: такого тега нет: «просрочено.сорк»; возможно, «просрочено.срок»",
        ),
        (f"{LEAST}{{% if имя %}}", "нужен {% endfor %} или {% endif %}"),
        (f"{LEAST}\n\n{{% есль имя %}}", "строка 6: тег «есль» неизвестен"),
        (f"{LEAST}{{{{ имя|жирно }}}}", "строка 4: действия «жирно» нет"),
        (f"{LEAST}{{{{ имя", "строка 4: тег написан с ошибкой"),
        (f"{LEAST}\n{{{{ имя.__class__ }}}}", "строка 5"),
        (f"{LEAST}\n{{{{ имя * 1000000000 }}}}", "строка 5: "),
        (f"{LEAST}\n{{{{ 1 / 0 }}}}", "строка 5: тег не вычисляется"),
        ("Тема: т\n\nПривет".encode("cp1251"), "сохраните файл в кодировке UTF-8"),
        ("Тема: т\n\nПривет".encode("utf-16"), "сохраните файл в кодировке UTF-8"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_the_file(
    tmp_path: Path, content: str | bytes, complaint: str
):
    with pytest.raises(UsageError) as caught:
        filled(tmp_path, content)
    said = str(caught.value)
    assert said.startswith("Шаблон «письма/напоминание.txt»")
    assert complaint in said
    assert "\n" not in said


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path):
    (tmp_path / "письма" / "напоминание.txt").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"«письма/напоминание\.txt»: не прочитать: это папка"):
        wording(tmp_path)


def test_our_own_wording_says_nothing_unknown_and_every_tag(tmp_path: Path):
    text = (REPOSITORY / "templates" / "письма" / "напоминание.txt").read_text(encoding="utf-8")
    assert wording(tmp_path).fill(VALUES)[0] == "Напоминание на 18 февраля: 1 дело"
    unsaid = [name for name, tag in listed(TAGS) if f"{tag.name}" not in text]
    assert unsaid == ["имя"]
