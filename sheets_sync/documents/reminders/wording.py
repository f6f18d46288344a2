"""The wording of a letter: a text that staff may edit, whose first line is the subject."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from jinja2 import Template, TemplateError, TemplateSyntaxError

from sheets_sync.disk import read_regular
from sheets_sync.documents.reminders.letter_tags import TAGS
from sheets_sync.documents.sandbox import Values, complaint, environment
from sheets_sync.documents.tag_names import UnknownTagError, check_tags
from sheets_sync.errors import UsageError, why
from sheets_sync.samples.init import LETTER
from sheets_sync.samples.init import template as ours

PAGE = "docs/письма.md"
_SUBJECT = "Тема:"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_GAPS = re.compile(r"\n{3,}")
_INSIDE = "<template>"
"""What Jinja calls a template without a file of its own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A template ready to be filled; `file` is how people know it."""

    file: str
    template: Template

    def fill(self, values: Values) -> tuple[str, str]:
        """The subject and the text of a letter. Raises UsageError that names the file and line."""
        with _named(self.file):
            filled = self.template.render(values)
        plain = filled.replace("\u00a0", " ").strip()
        subject, _, text = plain.partition("\n")
        subject = subject.removeprefix(_SUBJECT).strip()
        if not (subject and text.strip()):
            lacking = "текста" if subject else "темы"
            raise UsageError(_said(self.file, 1, f"в письме не вышло {lacking}"))
        lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
        return subject, _GAPS.sub("\n\n", lines) + "\n"


def wording(workspace: Path) -> Wording:
    """The workspace's own wording, else ours. Raises UsageError that names the file and line."""
    made = environment().overlay(autoescape=False, trim_blocks=True, lstrip_blocks=True)
    with _named(LETTER):
        source = _text(workspace / LETTER)
        template = made.from_string(source)
        check_tags(source, TAGS, PAGE)
    if not _COMMENT.sub("", source).lstrip().startswith(_SUBJECT):
        raise UsageError(_said(LETTER, 1, f"письмо начинается строкой «{_SUBJECT} …»"))
    return Wording(LETTER, template)


def _text(path: Path) -> str:
    try:
        content = read_regular(path) if os.path.lexists(path) else ours(LETTER)
        return content.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"не прочитать: {why(error)}") from None
    except UnicodeDecodeError:
        raise UsageError("сохраните файл в кодировке UTF-8") from None


@contextmanager
def _named(file: str) -> Iterator[None]:
    """Puts the template's name, and the line where there is one, before a complaint about it."""
    try:
        yield
    except UnknownTagError as error:
        raise UsageError(_said(file, error.line, str(error))) from None
    except UsageError as error:
        raise UsageError(_said(file, 0, str(error))) from None
    except TemplateSyntaxError as error:
        error.source = (error.source or "").splitlines()[error.lineno - 1].strip()
        raise UsageError(_said(file, error.lineno, complaint(error))) from None
    except TemplateError as error:
        raise UsageError(_said(file, _line(error.__traceback__), complaint(error))) from None
    except (ArithmeticError, TypeError, ValueError, LookupError) as error:
        line = _line(error.__traceback__)
        raise UsageError(_said(file, line, "тег не вычисляется")) from None


def _said(file: str, line: int, what: str) -> str:
    at = f", строка {line}" if line else ""
    return f"Шаблон «{file}»{at}: {what}"


def _line(trace: TracebackType | None) -> int:
    """The last line of the template that an error came through."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _INSIDE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
