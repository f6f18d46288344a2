"""Words that say the same."""

import pytest

from sheets_sync.figures.alike import Saying, grouped, names_subject, sayings


def test_alike_sayings_come_together() -> None:
    said = [
        Saying("Т-01", "не хватает времени на консультации", 1),
        Saying("Т-02", "Не хватает времени для консультаций", 2),
        Saying("Т-03", "низкая мотивация обучающихся", 3),
    ]
    assert [{s.who for s in group} for group in grouped(said)] == [{"Т-01", "Т-02"}, {"Т-03"}]


def test_a_cell_may_say_several_things() -> None:
    assert list(sayings("мало времени; низкая мотивация\n1) нет доступа.  2) карантин")) == [
        "мало времени", "низкая мотивация", "нет доступа", "карантин",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "subject", "named"),
    [
        ("семинар по русскому языку", "русский язык", True),
        ("курсы по математике и физике", "физика", True),
        ("урок физической культуры", "физика", False),
        ("диагностика", "математика", False),
    ],
)
def test_a_subject_is_known_in_any_case(text: str, subject: str, named: bool) -> None:
    assert names_subject(text, subject) is named


def test_nothing_to_say_is_no_saying() -> None:
    assert not [*sayings("Нет трудностей"), *sayings("нет"), *sayings("Не выявлены.")]
    assert list(sayings("Мотивация в СОШ им. К.Д. Ушинского")) == [
        "Мотивация в СОШ им. К.Д. Ушинского"
    ]
