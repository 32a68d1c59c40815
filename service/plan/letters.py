"""Letters of the plan, ready to print and sign: the invitation and the declaration of joining.

They are legal papers of Polish offices, so they are in Polish only. Names of people have blank lines.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, Literal, cast

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]  # their typing
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from graph.model import Institution
from graph.packages.books import zipped
from graph.snapshot import Snapshot
from graph.text import Localizer
from graph.vocabulary import HIDDEN_PLACES

LetterKind = Literal["invitation", "declaration"]

_BLANK: Final = "………………………………"
_SHORT: Final = "………………"
_FONT: Final = "Calibri"
_MOMENT: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # the format has no zone
_TEAM: Final = "Partnerskiego Zespołu Kooperacyjnego (PZK)"


def letter_bytes(
    kind: LetterKind, snapshot: Snapshot, institution_id: str, due_on: date | None = None
) -> bytes:
    """A letter as a .docx file, the same bytes for the same facts.

    Parameters
    ----------
    kind
        Invitation to join, or the declaration of joining.
    snapshot
        The partnership; its leader sends the letter.
    institution_id
        To whom, an institution on the map.
    due_on
        Day by which an answer is asked for; a blank line where not given.
    """
    institution = snapshot.institutions[institution_id]
    paper = _paper()
    if kind == "invitation":
        _invitation(paper, snapshot, institution, due_on)
    else:
        _declaration(paper, snapshot, institution)
    return _settled(paper)


def _invitation(paper: Paper, snapshot: Snapshot, institution: Institution, due_on: date | None) -> None:
    paper.core_properties.title = f"Zaproszenie do PZK – {institution.name}"
    _line(paper, f"{_BLANK}, dnia {_SHORT} r.", right=True)
    _line(paper, _leader(snapshot))
    _line(paper, f"{institution.name}\n{_address(institution)}", right=True)
    paper.add_heading(f"Zaproszenie do {_TEAM}", 1)
    _line(paper, "Szanowni Państwo,")
    _line(
        paper,
        "zapraszamy Państwa instytucję do udziału w pracach zespołu. "
        f"Partnerstwo – {snapshot.partnership.name} – łączy instytucje, które pomagają tym samym "
        "osobom i rodzinom, a podlegają różnym resortom i samorządom. Wspólnie tworzymy lokalny koszyk "
        "usług i uzgadniamy, kto, kiedy i w jakiej kolejności pomaga.",
    )
    paper.add_heading("Co daje udział", 2)
    _points(
        paper,
        (
            "znane role i numery kontaktowe w pozostałych instytucjach, bez szukania od początku;",
            "wspólne spotkania, na których ustala się drogę wsparcia i podział zadań;",
            "informację, jakie usługi są dostępne i jak długo się na nie czeka;",
            "kartę zwrotną: miejsce instytucji w sieci współpracy i propozycje ułatwień.",
        ),
    )
    paper.add_heading("O co prosimy", 2)
    _points(
        paper,
        (
            "wskazanie stanowiska osoby do kontaktu;",
            f"udział w spotkaniu: dzień {_SHORT}, godzina {_SHORT}, miejsce {_BLANK};",
            "podpisanie deklaracji przystąpienia, którą załączamy.",
        ),
    )
    answer = f"{Localizer('pl').day(due_on)} r." if due_on else f"{_SHORT} r."
    _line(paper, f"Odpowiedzi oczekujemy do dnia: {answer}")
    _line(
        paper,
        "Udział w zespole nie daje dostępu do danych rodzin. Przekazanie danych zawsze wymaga zgody "
        "rodziny albo podstawy prawnej.",
    )
    _line(paper, "Z wyrazami szacunku")
    _line(paper, f"{_BLANK}\n(podpis i pieczęć osoby uprawnionej)", right=True)
    _line(paper, "Załącznik: deklaracja przystąpienia")


def _declaration(paper: Paper, snapshot: Snapshot, institution: Institution) -> None:
    paper.core_properties.title = f"Deklaracja przystąpienia do PZK – {institution.name}"
    _line(paper, f"{_BLANK}, dnia {_SHORT} r.", right=True)
    paper.add_heading(f"Deklaracja przystąpienia do {_TEAM}", 1)
    _line(paper, f"Partnerstwo – {snapshot.partnership.name}")
    _line(paper, f"Lider partnerstwa – {_leader(snapshot)}")
    _line(paper, f"Instytucja przystępująca – {institution.name}")
    _line(paper, f"Adres: {_address(institution)}")
    _line(paper, f"Osoba do kontaktu (stanowisko): {_BLANK}")
    for text in (
        f"Instytucja przystępuje do {_TEAM} z dniem: {_SHORT} r.",
        "Instytucja współpracuje z pozostałymi członkami zespołu na rzecz osób i rodzin, w granicach "
        "swoich zadań i uprawnień.",
        "Instytucja współtworzy lokalny koszyk usług: podaje swoje usługi, liczbę miejsc i czas "
        "oczekiwania, a zmiany zgłasza liderowi.",
        "Przedstawiciel instytucji bierze udział w spotkaniach zespołu, a w razie potrzeby w pracach "
        "zadaniowych zespołów kooperacyjnych (ZZK).",
        "Deklaracja nie jest podstawą przekazywania danych osobowych. Dane rodziny przekazuje się "
        "wyłącznie za jej zgodą albo na podstawie przepisu prawa.",
        "Instytucja może wystąpić z zespołu, zawiadamiając lidera na piśmie.",
        "Deklarację sporządzono w dwóch jednobrzmiących egzemplarzach, po jednym dla każdej ze stron.",
    ):
        paper.add_paragraph(text, style="List Number")
    table = paper.add_table(rows=2, cols=2)
    for place, side in enumerate(("Za instytucję przystępującą", "Za lidera partnerstwa")):
        table.cell(0, place).text = side
        table.cell(1, place).text = f"\n\n{_BLANK}\n(data, podpis i pieczęć)"


def _paper() -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    properties = paper.core_properties
    properties.author = properties.comments = ""
    properties.language = "pl-PL"
    properties.created = properties.modified = _MOMENT
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = cast("ParagraphStyle", paper.styles[name])
        style.font.name = _FONT
        shape = cast("Any", style.element).rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            # A theme's font would go before the named one.
            shape.attrib.pop(qn(f"w:{theme}"), None)
    normal = cast("ParagraphStyle", paper.styles["Normal"])
    normal.font.size = Pt(11)
    language = cast("Any", OxmlElement("w:lang"))
    language.set(qn("w:val"), "pl-PL")
    cast("Any", normal.element).rPr.append(language)
    return paper


def _line(paper: Paper, text: str, *, right: bool = False) -> None:
    line = paper.add_paragraph(text)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _points(paper: Paper, texts: Iterable[str]) -> None:
    for text in texts:
        paper.add_paragraph(text, style="List Bullet")


def _leader(snapshot: Snapshot) -> str:
    return snapshot.institutions[snapshot.leader].name if snapshot.leader else _BLANK


def _address(institution: Institution) -> str:
    # The place of a centre for victims is written by hand, if at all.
    if institution.type_code in HIDDEN_PLACES:
        return _BLANK
    return institution.full_address or _BLANK


def _settled(paper: Paper) -> bytes:
    """The file's bytes without the moment of writing."""
    raw = io.BytesIO()
    paper.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
