"""What a template may say: every tag declared once, and the check of a template's tags.

The page docs/документы.md is made from these declarations, and a template that names any other tag
is refused before it is filled, whatever the data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from sheets_sync.documents.sandbox import environment
from sheets_sync.errors import UsageError
from sheets_sync.tables.attendance import AGENDA, MEETINGS
from sheets_sync.tables.tasks import TASKS

_HEARD = AGENDA.head("heard")


@dataclass(frozen=True, slots=True)
class Tag:
    """One name of a template; `parts` are the names behind its dot, `many` means a list."""

    name: str
    says: str
    parts: tuple["Tag", ...] = ()
    many: bool = False

    def part(self, name: str) -> "Tag | None":
        """The part of that name."""
        return next((tag for tag in self.parts if tag.name == name), None)


_PAGE = "docs/документы.md"
_ANY = Tag("", "")
"""Something a template makes itself: `loop`, `{% set %}`, the result of a filter."""
_GIVEN = ("range", "dict", "namespace", "loop", "cycler", "joiner", "true", "false", "none")


class UnknownTagError(UsageError):
    """A template names a tag that is not declared, in the `line` of its source."""

    def __init__(self, name: str, known: Mapping[str, Tag], line: int, page: str) -> None:
        close = get_close_matches(name, known, 1)
        hint = f"; возможно, «{close[0]}»" if close else ""
        super().__init__(f"такого тега нет: «{name}»{hint}. Все теги — в {page}")
        self.line = line


def check_tags(source: str, tags: tuple[Tag, ...], page: str = _PAGE) -> None:
    """Raise UnknownTagError for the first tag of a template's source that is not declared; it names
    the page that lists them."""
    root = Tag("", "", tags)
    scope = {tag.name: tag for tag in tags} | dict.fromkeys(_GIVEN, _ANY)
    _Reader(root, scope, page).read(environment().parse(source))


class _Reader:
    """Walks a template with the tags that each of its names stands for."""

    def __init__(self, root: Tag, scope: Mapping[str, Tag], page: str) -> None:
        self.root, self.scope, self.page = root, dict(scope), page

    def read(self, node: nodes.Node) -> None:
        """Check a node and all below it."""
        if isinstance(node, nodes.For):
            self._loop(node)
        elif isinstance(node, nodes.Assign):
            self.read(node.node)
            self._bind(node.target, self._meant(node.node))
        elif isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Name):
            self._meant(node)
        else:
            for below in node.iter_child_nodes():
                self.read(below)

    def _loop(self, node: nodes.For) -> None:
        over = self._meant(node.iter)
        inner = _Reader(self.root, self.scope, self.page)
        inner._bind(node.target, Tag(over.name, over.says, over.parts))
        for below in (*node.body, *([node.test] if node.test else [])):
            inner.read(below)
        for below in node.else_:
            self.read(below)

    def _bind(self, target: nodes.Node, tag: Tag) -> None:
        if isinstance(target, nodes.Name):
            self.scope[target.name] = tag
        else:
            for name in target.find_all(nodes.Name):
                self.scope[name.name] = _ANY

    def _meant(self, node: nodes.Node) -> Tag:
        """What an expression stands for; _ANY where a filter or a sum makes it."""
        if isinstance(node, nodes.Name):
            return self._named(node)
        if isinstance(node, nodes.Getattr):
            return self._part(self._meant(node.node), node.attr, node.lineno)
        if isinstance(node, nodes.Getitem):
            self.read(node.arg)
            whole = self._meant(node.node)
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._part(whole, node.arg.value, node.lineno)
            return Tag(whole.name, whole.says, whole.parts) if whole.many else _ANY
        for below in node.iter_child_nodes():
            self.read(below)
        return _ANY

    def _named(self, node: nodes.Name) -> Tag:
        found = self.scope.get(node.name)
        if found is None:
            raise UnknownTagError(node.name, self.scope, node.lineno, self.page)
        return found

    def _part(self, whole: Tag, name: str, line: int) -> Tag:
        if not whole.parts or whole is _ANY:
            return _ANY
        found = whole.part(name)
        if found is None:
            names = {f"{whole.name}.{tag.name}": tag for tag in whole.parts}
            raise UnknownTagError(f"{whole.name}.{name}", names, line, self.page)
        return found


def listed(tags: tuple[Tag, ...], before: str = "") -> Iterator[tuple[str, Tag]]:
    """Every tag with its whole name, lists as «повестка[].вопрос»."""
    for tag in tags:
        yield before + tag.name, tag
        yield from listed(tag.parts, f"{before}{tag.name}{'[]' if tag.many else ''}.")


PERSON = (
    Tag("имя", "как в таблице"),
    Tag("должность", "должность"),
    Tag("подпись", "как под документом: «О.Д. Меркулова»"),
    Tag("полностью", "имя и должность через запятую"),
)
GENERAL = (
    Tag("организация", "полное название: organisation раздела [documents]"),
    Tag("организация_кратко", "название из organisation"),
    Tag("город", "city раздела [documents]"),
    Tag("сообщество", "чьё сообщество: community раздела [documents]"),
    Tag("учебный_год", "учебный год"),
    Tag("сегодня", "отчётная дата словами"),
    Tag("данные_на", "отчётная дата цифрами"),
    Tag("руководитель", "кто подписывает: head раздела [documents]; может быть пуст", PERSON),
    Tag("проект", "да с ключом --draft"),
    Tag("открытое", "что осталось открытым, по строке; пусто без --draft", (), many=True),
    Tag("открыто", "сколько осталось открытым"),
)
DECISION = (
    Tag("номер", "номер: «2.1»"),
    Tag("текст", "что решили или поручили"),
    Tag("ответственный", "кто отвечает; может быть пуст"),
    Tag("срок", "до какого дня, как вписано; может быть пуст"),
    Tag("статус", f"исполнено ли, с листа {TASKS.sheet}"),
)
TUTOR_LINE = (
    Tag("номер", "по порядку"),
    Tag("имя", "фамилия, имя, отчество"),
    Tag("кратко", "«Фамилия И.О.»"),
    Tag("должность", "должность"),
    Tag("школа", "школа"),
)
RECORD = (
    Tag(
        "совещание",
        "само совещание",
        (
            Tag("код", "код"),
            Tag("вид", "совещание, семинар, вебинар, круглый стол"),
            Tag("вид_р", "то же в родительном падеже: «круглого стола»"),
            Tag("тема", "тема"),
            Tag("дата", "день словами"),
            Tag("дата_цифрами", "день цифрами"),
            Tag("время", "начало: «13.00»"),
            Tag("окончание", "окончание; может быть пустым"),
            Tag("место", "место"),
            Tag("формат", "очно, дистанционно, смешанный"),
            Tag("номер", "№ протокола; может быть пуст"),
            Tag("статус", "статус"),
            Tag("ещё_не_было", "да, если день ещё не наступил"),
            Tag("председатель", "председатель, иначе руководитель; может быть пуст", PERSON),
            Tag("секретарь", "секретарь; может быть пуст", PERSON),
            Tag("приглашены", "направления, если приглашены не все", (), many=True),
        ),
    ),
    Tag(
        "повестка",
        "вопросы по порядку",
        (
            Tag("номер", "номер вопроса"),
            Tag("вопрос", "вопрос"),
            Tag("разное", "да, если это «Разное»"),
            Tag("докладчик", "докладчик; может быть пуст", PERSON),
            Tag("группа", "да, если выступали несколько человек"),
            Tag("вступление", "«По первому вопросу», «В разном»"),
            Tag("рассказ", "кто и о чём рассказал: первый абзац"),
            Tag("слушали", f"абзацы из {_HEARD} как вписаны", (), many=True),
            Tag("далее", f"абзацы из {_HEARD} после первого", (), many=True),
            Tag("выступили", f"абзацы из {AGENDA.head('spoke')}", (), many=True),
            Tag("решили", "решения и поручения вопроса", DECISION, many=True),
            Tag("приложение", "приложение к вопросу; может быть пусто"),
        ),
        many=True,
    ),
    Tag("решения", "все решения и поручения подряд", DECISION, many=True),
    Tag(
        "незакрытые_поручения",
        "поручения этого и прежних совещаний, которые не исполнены и не отменены",
        DECISION,
        many=True,
    ),
    Tag("прочие_решения", "поручения без вопроса повестки", DECISION, many=True),
    Tag("присутствовало", "сколько присутствовало, число"),
    Tag("присутствовали", "сколько присутствовало, словами"),
    Tag("список_присутствовавших", "кто присутствовал", TUTOR_LINE, many=True),
    Tag("списком", "да, если присутствовало больше 15: «список прилагается»"),
    Tag("отсутствовало", "сколько отсутствовало, число"),
    Tag("отсутствовали", "сколько отсутствовало, словами"),
    Tag(
        "отсутствовавшие",
        "кто отсутствовал, по направлениям; пусто с --public",
        (
            Tag("направление", "направление"),
            Tag("люди", "имя, должность и школа каждого", (), many=True),
        ),
        many=True,
    ),
    Tag("не_отмечено", "сколько приглашённых не отмечено"),
    Tag("приглашённые_тьюторы", "все, кого пригласили", TUTOR_LINE, many=True),
    Tag(
        "приглашённые", f"гости, не тьюторы (столбец {MEETINGS.head('guests')})", PERSON, many=True
    ),
    Tag("со_списком", "да с ключом --with-list"),
    Tag("для_сайта", "да с ключом --public"),
)
