"""A form that was refused, shown again: what was typed stays, and the wrong field is named.

The page is made as for a first visit; then the one form that was sent is found on it by its address and
its hidden fields, and filled in again. So no page has to carry what was typed into its template.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

from graph.errors import InvalidRequest, Problem
from service.pages.localizer import PageLocalizer

#: Kinds of inputs whose value is not typed.
_NOT_TYPED: Final = frozenset({"hidden", "submit", "button", "file", "password"})
_TICKED: Final = frozenset({"checkbox", "radio"})

Attributes = Sequence[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """What was sent to an address and refused.

    Attributes
    ----------
    path
        The address that the form was sent to.
    values
        What every field held, by name.
    faults
        What is wrong with a field, as a sentence, by name.
    """

    path: str
    values: Mapping[str, Sequence[str]]
    faults: Mapping[str, str]


def refused_form(
    path: str,
    values: Mapping[str, Sequence[str]],
    error: Exception,
    localizer: PageLocalizer,
    fields: Mapping[str, str] | None = None,
) -> RefusedForm:
    """The refused form of a request.

    Parameters
    ----------
    path, values
        The address, and what was sent to it.
    error
        Why it was refused; only an :class:`InvalidRequest` says something about fields.
    localizer
        For whom it is worded.
    fields
        Names of fields by the columns that the domain calls them by, where these differ.
    """
    problems = error.problems if isinstance(error, InvalidRequest) else ()
    faults: dict[str, str] = {}
    for problem in problems:
        column = problem.column or ""
        faults.setdefault((fields or {}).get(column, column), _sentence(problem, localizer))
    return RefusedForm(path, values, {name: text for name, text in faults.items() if name in values})


def filled_again(page: str, form: RefusedForm, localizer: PageLocalizer) -> str:
    """The page with the refused form holding what was sent; unchanged where the form is not on it.

    Examples
    --------
    >>> from service.pages.localizer import PageLocalizer
    >>> page = '<form method="post" action="/a"><label for="d">Dzień</label><input id="d" name="on">'
    >>> page += "</form>"
    >>> form = RefusedForm("/a", {"on": ["jutro"]}, {"on": "to nie jest data"})
    >>> shown = filled_again(page, form, PageLocalizer("pl"))
    >>> 'value="jutro"' in shown, 'aria-invalid="true"' in shown, "to nie jest data" in shown
    (True, True, True)
    """
    survey = _Survey(form)
    survey.feed(page)
    survey.close()
    if survey.best is None:
        return page
    writer = _Writer(form, survey, localizer)
    writer.feed(page)
    writer.close()
    return "".join(writer.written)


def _sentence(problem: Problem, localizer: PageLocalizer) -> str:
    polish = problem.expected_pl
    expected = polish if polish and localizer.lang == "pl" else problem.expected
    return localizer.t("form.fault.expected", what=expected)


class _Survey(HTMLParser):
    """Finds the form that was sent, the folded parts around it, and the labels of its fields."""

    def __init__(self, form: RefusedForm) -> None:
        super().__init__(convert_charrefs=True)
        self.best: int | None = None
        self.unfold: frozenset[int] = frozenset()
        self.labels: dict[str, str] = {}
        self._form = form
        self._score = -1
        self._forms = self._details = -1
        self._open: list[int] = []
        self._hidden: dict[str, str] | None = None
        self._label: str | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        known = dict(attrs)
        if tag == "details":
            self._details += 1
            self._open.append(self._details)
        elif tag == "form":
            self._forms += 1
            ours = (known.get("method") or "").lower() == "post"
            ours = ours and unquote(known.get("action") or "") == unquote(self._form.path)
            self._hidden = {} if ours else None
        elif tag == "input" and known.get("type") == "hidden" and self._hidden is not None:
            self._hidden[known.get("name") or ""] = known.get("value") or ""
        elif tag == "label":
            self._label = known.get("for")

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._open:
            self._open.pop()
        elif tag == "label":
            self._label = None
        elif tag == "form" and self._hidden is not None:
            score = sum(self._form.values.get(n) == [v] for n, v in self._hidden.items())
            if score > self._score:
                self.best, self._score, self.unfold = self._forms, score, frozenset(self._open)
            self._hidden = None

    def handle_data(self, data: str) -> None:
        if self._label is not None and data.strip():
            before = self.labels.get(self._label, "")
            self.labels[self._label] = f"{before} {data.strip()}".strip()


class _Writer(HTMLParser):
    """Writes the page once more, with the form filled in."""

    def __init__(self, form: RefusedForm, survey: _Survey, localizer: PageLocalizer) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._form, self._survey, self._reader = form, survey, localizer
        self._forms = self._details = -1
        self._inside = False
        self._select: str | None = None
        self._skip_text = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        raw = self.get_starttag_text() or ""
        known = dict(attrs)
        if tag == "details":
            self._details += 1
            if self._details in self._survey.unfold and "open" not in known:
                raw = _tag(tag, [*attrs, ("open", None)])
        elif tag == "form":
            self._forms += 1
            self._inside = self._forms == self._survey.best
        elif self._inside and (name := known.get("name")) in self._form.values and name:
            raw = self._field(tag, name, attrs, raw)
        elif self._inside and tag == "option" and self._select is not None:
            kept = [one for one in attrs if one[0] != "selected"]
            chosen = (known.get("value") or "") in self._form.values[self._select]
            raw = _tag(tag, [*kept, ("selected", None)] if chosen else kept)
        self.written.append(raw)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._skip_text = False
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skip_text:
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.written.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.written.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.written.append(f"<!{decl}>")

    def _field(self, tag: str, name: str, attrs: Attributes, raw: str) -> str:
        known, values = dict(attrs), self._form.values[name]
        kind = (known.get("type") or "text").lower() if tag == "input" else tag
        if kind in _NOT_TYPED:
            return raw
        put: list[tuple[str, str | None]] = list(attrs)
        fault = self._form.faults.get(name)
        if kind in _TICKED:
            put = [one for one in put if one[0] != "checked"]
            put += [("checked", None)] if (known.get("value") or "on") in values else []
        elif tag == "select":
            self._select = name
        elif tag == "input":
            # A field for days shows nothing but days; as plain text it keeps what was typed.
            put = [one for one in put if one[0] != "value" and not (fault and one[0] == "type")]
            put += [("type", "text")] if fault else []
            put.append(("value", values[-1] if values else ""))
        before = after = ""
        if fault:
            id = known.get("id") or f"pole-{name}"
            text = f"{self._survey.labels.get(id, '')}: {fault}".lstrip(": ")
            told = self._reader.t("form.fault")
            before = (
                f'<span class="fault" id="{escape(id)}-blad" role="alert">'
                f"<strong>{escape(told)}</strong> {escape(text)}</span> "
            )
            put = [one for one in put if one[0] != "aria-describedby"]
            put += [("aria-invalid", "true"), ("aria-describedby", f"{id}-blad")]
        if tag == "textarea":
            self._skip_text = True
            after = escape(values[-1] if values else "")
        return f"{before}{_tag(tag, put)}{after}"


def _tag(name: str, attrs: Attributes) -> str:
    parts = [key if value is None else f'{key}="{escape(value)}"' for key, value in attrs]
    return f"<{' '.join([name, *parts])}>"
