"""Words that a centre declares in `[words]` are read like ours, wherever a word of ours is."""

import pytest
from helpers import Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.runs.list_words import list_words
from sheets_sync.tables.own_words import Said, declared

WORDS = declared(
    {
        "Направление": ["функциональная грамотность", "ВсОШ"],
        "Процедуры": ["РДР"],
        "Дефицит": {"функциональная грамотность": ["ФГ"], "методический": ["методика"]},
        "Вид консультации": ["погружение"],
        "Вид совещания": ["педагогическая мастерская"],
        "График.Статус": {"проведена": ["прошла на ура"]},
        "Отметка": {"был": ["v", "да"], "н": ["прогул"]},
        "Предмет": {"математика": ["царица наук"], "функциональная грамотность": ["ФГ"]},
        "Исполнители": {"наша сторона": ["РДР", "ГМЦ"], "УО": ["управление образования"]},
    }
)


def look_at(desk: Desk, words: Said = WORDS) -> Analysis:
    return look(desk, words=words)


def value(analysis: Analysis, table: str, name: str, row: int) -> object:
    (read,) = (v for _, v in analysis.shelf.records[table].read_at([row], name))
    return read


@pytest.mark.parametrize(
    ("tab", "header", "typed", "table", "name", "meant"),
    [
        ("График", "Направление", "Функциональная  Грамотность", "schedule", "stream",
         "функциональная грамотность"),
        ("График", "Направление", "всош", "schedule", "stream", "ВсОШ"),
        ("Тьюторы", "Направления", "ВПР; всош", "tutors", "streams", ("ВПР", "ВсОШ")),
        ("Результаты", "Процедура", "рдр", "results", "procedure", "РДР"),
        ("Результаты", "Процедура", "HLH", "results", "procedure", "РДР"),
        ("Журнал", "Вопрос или дефицит", "фг: читательская", "journal", "need",
         "функциональная грамотность"),
        ("Журнал", "Вопрос или дефицит", "функц. грамотность", "journal", "need",
         "функциональная грамотность"),
        ("Журнал", "Вопрос или дефицит", "Методика: критерии", "journal", "need", "методический"),
        ("Индивидуальные планы", "Дефицит", "предметный", "plans", "need", "предметный"),
        ("График", "Вид", "Погружения", "schedule", "kind", "погружение"),
        ("График", "Вид", "групповая", "schedule", "kind", "групповая"),
        ("Совещания", "Вид", "Пед. мастерская", "meetings", "kind", "педагогическая мастерская"),
        ("График", "Статус", "Прошла  на ура!", "schedule", "status", "проведена"),
        ("Журнал", "Отметка", "V", "journal", "mark", "присутствовал"),
        ("Журнал", "Отметка", "прогул", "journal", "mark", "без причины"),
        ("Журнал", "Отметка", "+", "journal", "mark", "присутствовал"),
        ("График", "Предмет", "царица наук", "schedule", "subject", "математика"),
        ("График", "Предмет", "фг", "schedule", "subject", "функциональная грамотность"),
    ],
)  # fmt: skip
def test_a_word_of_their_own_is_read(
    tab: str, header: str, typed: str, table: str, name: str, meant: object
) -> None:
    assert value(look_at(Desk().set(tab, 2, header, typed)), table, name, 2) == meant


def test_marks_of_their_own_count_in_the_register() -> None:
    analysis = look_at(Desk().set("Явка", 3, "С-02", "v"))
    assert not [p for p in analysis.problems if p.place.tab == "Явка" and p.check == "mark.unknown"]


def test_without_the_section_the_words_are_unknown() -> None:
    analysis = look(Desk().set("График", 2, "Вид", "погружение"))
    assert "choice.unknown" in {problem.check for problem in analysis.problems}


@pytest.mark.parametrize(
    ("tab", "header", "offered"),
    [
        ("Журнал", "Вопрос или дефицит", "функциональная грамотность"),
        ("Результаты", "Процедура", "РДР"),
        ("График", "Направление", "ВсОШ"),
        ("Журнал", "Отметка", "«прогул»"),
    ],
)
def test_a_problem_offers_the_words_of_their_own(tab: str, header: str, offered: str) -> None:
    analysis = look_at(Desk().set(tab, 2, header, "абракадабра"))
    (fix,) = (p.fix for p in analysis.problems if p.value == "абракадабра")
    assert offered in fix


def test_results_of_a_procedure_of_their_own_have_their_figures() -> None:
    desk = Desk().set("Результаты", 2, "Процедура", "рдр").set("Результаты", 3, "Процедура", "РДР")
    rows = look_at(desk).plain_figures["results"]
    assert {row["procedure"] for row in rows} == {"ВПР", "РДР"}  # type: ignore[index,union-attr]


@pytest.mark.parametrize(
    ("responsible", "side"),
    [
        ("РДР", "ИМЦ"),
        ("специалисты рдр", "ИМЦ"),
        ("ГМЦ; школы", "ИМЦ"),
        ("Специалист управления образования", "УО"),
        ("УО", "УО"),
        ("методисты ИМЦ", "ИМЦ"),
        ("ИРО", "ИРО"),
        ("РДРовцы", "прочие"),
        ("Барсукова Е.Л., ГМЦ", "тьюторы"),
    ],
)
def test_whose_side_an_executor_of_their_own_is_on(responsible: str, side: str) -> None:
    analysis = look_at(Desk().set("Дорожная карта", 2, "Ответственный", responsible))
    roadmap = analysis.facts.roadmap
    assert roadmap is not None
    assert roadmap["executor"].iloc[0] == side


def test_a_spelling_of_ours_can_be_a_word_of_its_own() -> None:
    words = declared({"Процедура": ["ГИА-9"]})
    desk = Desk().set("Результаты", 2, "Процедура", "гиа-9")
    assert value(look_at(desk, words), "results", "procedure", 2) == "ГИА-9"


def test_a_word_of_ours_that_is_declared_stays_ours() -> None:
    words = declared({"Дефицит": ["Методическая", "предметный"]})
    desk = Desk().set("Журнал", 2, "Вопрос или дефицит", "методическая: критерии")
    assert value(look_at(desk, words), "journal", "need", 2) == "методический"


def test_a_head_of_theirs_names_the_column() -> None:
    settings = {"words": declared({"Работа": ["РДР"]})}
    heads = {"Результаты": {"Работа": "Процедура"}}
    desk = Desk().set("Результаты", 2, "Процедура", "РДР")
    analysis = look(desk, headers=heads, **settings)
    assert value(analysis, "results", "procedure", 2) == "РДР"


def test_the_lists_of_cells_offer_words_of_their_own() -> None:
    words = list_words(look_at(Desk()))
    assert "ВсОШ" in words["Направления"]
    assert "ВПР; ВсОШ" in words["Кто приглашён"]
    assert "функциональная грамотность" in words["Предметы"]


def test_a_mark_like_one_that_nobody_knows_is_told() -> None:
    (told,) = look_at(Desk(), declared({"Отметка": {"крестик": ["кр"]}})).problems
    assert (told.check, told.cell) == ("mark.unknown", None)
    assert "«крестик»" in told.message
