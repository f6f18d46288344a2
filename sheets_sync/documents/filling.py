"""Fills a Word template: sandboxed on every path, strict about tags, never a lost word.

docxtpl by itself renders properties and footnotes without a sandbox, footnotes once a section (so
that a value is read as a tag), drops what its parser does not understand and whatever stands in
one paragraph with a `{%p … %}`. Each of these is closed here.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import TemplateError, TemplateSyntaxError, meta
from lxml import etree

from sheets_sync.disk import read_regular
from sheets_sync.documents.pictures import drawn
from sheets_sync.documents.sandbox import Values, complaint, environment
from sheets_sync.errors import UsageError, why

TOTAL_BYTES = 50 * 2**20
"""A template larger than this is none: nothing of ours or of staff comes near."""
_MAIN = "word/document.xml"
_COVERED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
_PARTS = {
    "word/endnotes.xml": "концевых сносках",
    "word/comments.xml": "примечаниях",
    "word/glossary/document.xml": "экспресс-блоках",
}
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_ALONE = {"p": ("абзаце", qn("w:p")), "tr": ("строке таблицы", qn("w:tr"))}
_XML_TAG = re.compile(r"<[^>]+>")


def fill(file: Path, values: Values, check: Callable[[str], None]) -> bytes:
    """A template and its values → the document.

    `check` is shown each part's Jinja source and raises UsageError for a tag that does not exist.
    Raises UsageError, one sentence that names the file and the tag or the paragraph.
    """
    content = _content(file)
    with _Named(file):
        _look_through(content)
        word = _Word(io.BytesIO(content), check)
        word.render(drawn(values, word), environment())
        filled = io.BytesIO()
        word.docx.save(filled)
    return filled.getvalue()


def names_in(file: Path) -> frozenset[str]:
    """The first names of the tags a template uses. Raises UsageError as `fill` does."""
    content = _content(file)
    with _Named(file):
        parts = _look_through(content)
        patch = DocxTemplate(io.BytesIO(content)).patch_xml
        made = environment()
        trees = []
        for part in parts:
            source = _by_paragraphs(patch(_as_text(part)))
            with _Placed(source):
                trees.append(made.parse(source))
    return frozenset().union(*map(meta.find_undeclared_variables, trees))


def _as_text(part: bytes) -> str:
    """A part as docxtpl sees it; Writer saves «'» as an entity, which no tag may hold."""
    return str(etree.tostring(_parsed(part), encoding="unicode"))


def _by_paragraphs(xml: str) -> str:
    """A paragraph a line, so that a fault's line is its paragraph."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


class _Placed:
    """Puts the text of its paragraph into a syntax error."""

    def __init__(self, source: str) -> None:
        self.lines = source.splitlines()

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, TemplateSyntaxError):
            line = self.lines[min(error.lineno, len(self.lines)) - 1]
            error.source = _XML_TAG.sub("", line).strip()


class _Named:
    """Puts the template's name before every complaint about it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, UsageError):
            raise UsageError(f"Шаблон «{self.file.name}»: {error}") from None
        if isinstance(error, TemplateError):
            raise UsageError(f"Шаблон «{self.file.name}»: {complaint(error)}") from None
        if isinstance(error, (ArithmeticError, TypeError, ValueError, LookupError)):
            raise UsageError(f"Шаблон «{self.file.name}»: тег не вычисляется") from None


def _content(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError as error:
        raise UsageError(f"Шаблон «{file}» не прочитать: {why(error)}") from None


def _look_through(content: bytes) -> list[bytes]:
    """The parts that are filled. Refuses what is no document, and tags where nothing fills them
    or where Word has torn them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > TOTAL_BYTES:
                raise UsageError("слишком велик для документа Word")
            names = {entry.filename for entry in entries}
            parts = {n: archive.read(n) for n in names if n.endswith(".xml")}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UsageError(_NO_DOCX) from None
    if _MAIN not in parts:
        raise UsageError(_NO_DOCX)
    for name, part in sorted(parts.items()):
        _look_at(name, _parsed(part))
    return [part for name, part in sorted(parts.items()) if _COVERED.fullmatch(name)]


_NO_DOCX = "это не документ Word; сохраните его как «Документ Word (*.docx)»"


def _parsed(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise UsageError(_NO_DOCX) from None


def _look_at(name: str, root: etree._Element) -> None:
    if not _COVERED.fullmatch(name):
        if _TAG.search("".join(str(text) for text in root.itertext())):
            raise UsageError(f"теги в {_PARTS.get(name, f'части {name}')} не заполняются")
        return
    for paragraph in root.iter(qn("w:p")):
        text = text_of(paragraph)
        for opening, closing in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if text.count(opening) != text.count(closing):
                raise UsageError(f"тег не закрыт в своём абзаце: «{text.strip()}»")
    for mark, (where, element) in _ALONE.items():
        for holder in root.iter(element):
            _alone(mark, where, text_of(holder))


def _alone(mark: str, where: str, text: str) -> None:
    """A `{%p … %}` takes its paragraph away, a `{%tr … %}` its row: nothing else may be there."""
    found = re.search(r"\{[%{]" + mark + r"\s.*?[%}]\}", text, re.DOTALL)
    if found and text.replace(found[0], "", 1).strip():
        raise UsageError(f"«{found[0]}» должен стоять в своём {where} один: «{text.strip()}»")


def text_of(element: etree._Element) -> str:
    """The text of a paragraph, a row or a table."""
    return "".join(str(t.text or "") for t in element.iter(qn("w:t")))


class _Word(DocxTemplate):  # type: ignore[misc]
    """docxtpl with its gaps closed (see the module)."""

    def __init__(self, content: io.BytesIO, check: Callable[[str], None]) -> None:
        super().__init__(content)
        self.check = check

    def init_docx(self, reload: bool = True) -> None:
        try:
            super().init_docx(reload)
        except (OpcError, ValueError, KeyError):
            raise UsageError(_NO_DOCX) from None

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        source = _by_paragraphs(src_xml)
        self.current_rendering_part = part
        with _Placed(source):
            template = jinja_env.from_string(source)
        self.check(source)
        filled = template.render(context)
        return str(self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", filled)))

    def fix_tables(self, xml: str) -> Any:
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError:
            raise UsageError(_CROSSED) from None
        return super().fix_tables(xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        plain = jinja_env.overlay(autoescape=False)  # a property is text, not XML
        properties = self.docx.core_properties
        for name in ("author", "comments", "identifier", "language", "subject", "title"):
            typed = getattr(properties, name)
            if _TAG.search(typed):
                self.check(typed)
                setattr(properties, name, plain.from_string(typed).render(context))

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        for part in self._footnotes():
            xml = self.patch_xml(_as_text(part.blob))
            part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")

    def _footnotes(self) -> Iterator[Any]:
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith("wordprocessingml.footnotes+xml"):
                yield part


_CROSSED = (
    "цикл или условие начинается в одном абзаце или ячейке, а кончается в другом; поставьте "
    "{%p for … %} и {%p endfor %} в отдельные абзацы ({%tr … %} — в отдельные строки таблицы)"
)
