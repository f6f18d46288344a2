"""The Jinja a template may use: nothing runs, nothing grows without end, no unknown tag passes."""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sheets_sync.documents.grammar import capital, unbroken
from sheets_sync.letters import clean, stop

Values = Mapping[str, Any]
_UNSAFE_FILTERS = ("safe", "format", "center", "indent", "xmlattr", "tojson", "pprint", "urlize")


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("**", "*", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers only: «"x" * 10**9» would take all memory."""
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            raise SecurityError(f"действие «{operator}» здесь нельзя")
        return super().call_binop(context, operator, left, right)


def environment() -> ImmutableSandboxedEnvironment:
    """An environment in which every value is text, escaped for XML."""
    made = _Sandbox(autoescape=True, undefined=StrictUndefined, finalize=as_text)
    made.filters |= {"с_заглавной": capital, "с_точкой": stop}
    for name in _UNSAFE_FILTERS:
        del made.filters[name]
    return made


def as_text(value: Any) -> Any:
    """A value as it is printed: blanks folded, its own line breaks kept, no-break where due."""
    if value is None:
        return ""
    if hasattr(value, "__html__"):  # a picture, or a macro's own output
        return value
    return unbroken("\n".join(clean(line) for line in str(value).splitlines()))


def complaint(error: TemplateError) -> str:
    """What is wrong with a tag, in one sentence."""
    said = error.message or ""
    if isinstance(error, UndefinedError):
        return f"такого тега нет: {_quoted(said)}"
    if isinstance(error, SecurityError):
        return f"так в шаблоне нельзя: {said}" if said else "так в шаблоне нельзя"
    where = f" (абзац «{error.source}»)" if isinstance(error, TemplateSyntaxError) else ""
    if "Unexpected end of template" in said:
        return "не закрыт цикл или условие: нужен {% endfor %} или {% endif %}"
    if "unknown tag" in said:
        return f"тег {_quoted(said)} неизвестен или лишний{where}"
    if "No filter named" in said or "No test named" in said:
        return f"действия {_quoted(said)} нет{where}"
    return f"тег написан с ошибкой{where}"


def _quoted(said: str) -> str:
    words = re.findall(r"'([^']+)'", said)
    return f"«{words[-1]}»" if words else "без имени"
