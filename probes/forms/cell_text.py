"""A form written as rows of cells: each row is a line of the form.

``cell_kinds`` has the kinds of cells, from which the form's groups, prompts and key
are made.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from probes.forms.cell_kinds import KINDS
from probes.forms.form import BadForm, Form
from probes.forms.passages import form_id

MOST_ROWS = 200
MOST_CELLS = 500
MOST_ACROSS = 20


class BadCell(BadForm):
    """A cell that is not of its measure's kind. ``row`` and ``column`` count from 0."""

    def __init__(self, row: int, column: int, reason: str) -> None:
        super().__init__(f"row {row + 1}, column {column + 1}: {reason}")
        self.row = row
        self.column = column
        self.reason = reason


def form(measure: str, level: str, title: str, rows: Iterable[Sequence[str]]) -> Form:
    """Return the form made of rows of cells. Its id depends on all four arguments.

    Raises:
        BadCell: a cell is not of the measure's kind, or its row has too many cells.
        BadForm: there are too many rows or cells, or none.
    """
    kind = KINDS[measure]
    items: list[str] = []
    lines: list[int] = []
    groups: list[int] = []
    prompts: list[str] = []
    key: list[str] = []
    written: list[str] = []
    for row, cells in enumerate(rows):
        lines.append(len(items))
        written.append(",".join(cells))
        if row >= MOST_ROWS or len(groups) + len(cells) > MOST_CELLS:
            raise BadForm(
                f"a form may have {MOST_ROWS} rows and {MOST_CELLS} places at most; "
                "make two forms of it"
            )
        for column, text in enumerate(cells):
            if column == MOST_ACROSS:
                raise BadCell(row, column, f"a row may have {MOST_ACROSS} places at most")
            try:
                cell = kind.parse(text)
            except BadForm as problem:
                raise BadCell(row, column, str(problem)) from None
            groups.append(len(items))
            items += cell.items
            if cell.prompt:
                prompts.append(cell.prompt)
            if cell.key:
                key.append(cell.key)
    return Form(
        id=form_id(measure, title, (level, *written)),
        measure=measure,
        level=level,
        title=title,
        items=tuple(items),
        lines=tuple(lines),
        groups=tuple(groups) if prompts else (),
        prompts=tuple(prompts),
        key=tuple(key),
    )


def rows(form: Form) -> Iterator[tuple[str, ...]]:
    """Yield the rows of cells of which ``form`` makes the same form."""
    kind = KINDS[form.measure]
    starts = form.groups or tuple(range(len(form.items)))
    lines = set(form.lines)
    cells: list[str] = []
    for group, (start, end) in enumerate(pairwise((*starts, len(form.items)))):
        if start in lines and cells:
            yield tuple(cells)
            cells = []
        cells.append(kind.written(form.prompt(group), form.items[start:end]))
    yield tuple(cells)
