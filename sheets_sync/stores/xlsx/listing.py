"""The parts of a workbook's zip and what they are for."""

import pyexpat
from collections.abc import Callable
from pathlib import PurePosixPath

from sheets_sync.stores.xlsx.preflight import AS_XLSX, DAMAGED, NOT_A_BOOK, Archive, Refused


def check_prolog(head: bytes, parsed: bool = True) -> None:
    """The head of an XML part: UTF-8 (if it is parsed), no DOCTYPE before the root element."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        if parsed:
            raise Refused("внутри неё XML в кодировке UTF-16")
        return
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith((b"<?", b"<!--")):
        rest = rest.partition(b"?>" if rest.startswith(b"<?") else b"-->")[2].lstrip()
    if rest.startswith(b"<!"):
        raise Refused("внутри неё XML с DOCTYPE, так делают вредоносные файлы")
    if head and not rest:
        raise Refused("внутри неё XML без содержания")


class Listing:
    """What workbook.xml and its relations say: sheets as (title, part, kind), the date system,
    the part of the styles ("" for none)."""

    def __init__(self, archive: Archive) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.date1904 = False
        workbook = next(iter(relations(archive, "").values()), ("", ""))[1]
        if workbook.endswith(".bin"):
            raise Refused("это двоичная книга .xlsb", AS_XLSX)
        if not workbook.endswith(".xml") or workbook.startswith(("word/", "ppt/")):
            raise Refused(NOT_A_BOOK, AS_XLSX)
        self._links = relations(archive, workbook)
        styles = next((part for kind, part in self._links.values() if kind == "styles"), "")
        self.styles = styles if styles in archive else ""
        self.read = {ROOT, workbook, relations_of(workbook), self.styles}
        each_element(archive.read(workbook), self._element)
        for title, part, kind in self.sheets:
            if kind == "worksheet" and part not in archive:
                raise Refused(f"в ней записан лист «{title}», но самого листа в файле нет")
        if not any(kind == "worksheet" for _, _, kind in self.sheets):
            raise Refused("в ней не нашлось ни одного листа", AS_XLSX)

    def _element(self, tag: str, named: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.date1904 = named.get("date1904", "") in ("1", "true", "on")
        elif tag == "sheet":
            kind, part = self._links.get(named.get("id", ""), ("worksheet", ""))
            self.sheets.append((named.get("name", ""), part, kind))


ROOT = "_rels/.rels"


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id → (kind, part) of a part's relations; of the whole package only the document's."""
    links: dict[str, tuple[str, str]] = {}
    base = part.rpartition("/")[0]

    def add(tag: str, named: dict[str, str]) -> None:
        kind = named.get("Type", "").rpartition("/")[2]
        if tag == "Relationship" and (part or kind == "officeDocument"):
            links[named.get("Id", "")] = kind, part_name(named.get("Target", ""), base)

    each_element(archive.read(relations_of(part)), add)
    return links


def relations_of(part: str) -> str:
    """xl/workbook.xml → xl/_rels/workbook.xml.rels."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


def part_name(target: str, base: str) -> str:
    """A relation's target → the part's lower-case name in the zip."""
    names: list[str] = []
    for step in (PurePosixPath("/", base) / target).parts[1:]:
        if step == "..":
            names = names[:-1]
        elif step != ".":
            names.append(step)
    return "/".join(names).lower()


def each_element(data: bytes, handle: Callable[[str, dict[str, str]], None]) -> None:
    """Call `handle(local name, attributes by local name)` for every element of a small part."""
    check_prolog(data)
    parser = pyexpat.ParserCreate(namespace_separator=" ")

    def started(tag: str, named: dict[str, str]) -> None:
        handle(local(tag), {local(name): value for name, value in named.items()})

    parser.StartElementHandler = started
    try:
        parser.Parse(data, True)
    except pyexpat.ExpatError as fault:
        raise Refused(DAMAGED) from fault


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
