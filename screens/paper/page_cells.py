"""What stands on a page, place by place: letters, pairs, problems, words of sounds."""

from collections.abc import Iterator
from typing import NamedTuple

from probes.forms.form import Form
from probes.forms.passages import paragraphs
from probes.measures.measure import MEASURES


class PageCell(NamedTuple):
    """One place on the page.

    ``text`` is what the student reads: "fish", "7 12", "4 _ 6", "46 × 23". ``parts``
    are the items of a group: sounds, or the digits of an answer.
    """

    text: str
    parts: tuple[str, ...] = ()
    key: str = ""


class PageLine(NamedTuple):
    """One line of a form, how many items there are by its end, and if it begins a paragraph."""

    cells: tuple[PageCell, ...]
    total: int
    begins: bool = False


def lines_of(form: Form) -> list[PageLine]:
    """Return the lines of a form. A line of a passage is one cell; a group stands where it begins.

    A line in which no group begins is left out.
    """
    if MEASURES[form.measure].layout == "passage":
        begins = paragraphs(form)
        return [
            PageLine((PageCell(form.text_of(line)),), _end(form, line), line in begins)
            for line in range(len(form.lines))
        ]
    cells: dict[int, list[PageCell]] = {}
    for line, cell in _cells(form):
        cells.setdefault(line, []).append(cell)
    return [PageLine(tuple(found), _end(form, line)) for line, found in cells.items()]


def _cells(form: Form) -> Iterator[tuple[int, PageCell]]:
    if not form.groups:
        for item, text in enumerate(form.items):
            yield form.line_of(item), PageCell(text, key=form.key[item] if form.key else "")
        return
    for group, start in enumerate(form.groups):
        parts = tuple(form.items[item] for item in form.group(group))
        yield form.line_of(start), PageCell(form.prompt(group) or "".join(parts), parts)


def _end(form: Form, line: int) -> int:
    return form.line(line).stop
