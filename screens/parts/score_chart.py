"""What the chart of one line of scores shows while nothing more is known than the scores."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from records.score_entry import ScoreEntry
from screens.parts.chart_spec import ChartSpec, Mark, MarkKind
from screens.parts.score_text import counted, rounded, unit_short
from screens.words.catalogue import count_of, say

HEADROOM = 1.08  # above the highest score
LEAST_DAYS = timedelta(days=27)  # so that the second score is no jump across the sheet


def score_chart(line: Sequence[ScoreEntry]) -> ChartSpec | None:
    """Return what a line of scores, oldest first, shows; None where none counts."""
    marks = marks_of(line)
    scores = [mark for mark in marks if mark.kind is MarkKind.SCORE]
    if not scores:
        return None
    first, last = marks[0].day, marks[-1].day
    return ChartSpec(
        first=first,
        last=max(last, first + LEAST_DAYS),
        top=HEADROOM * max(mark.score for mark in marks),
        unit=unit_short(line[0].measure),
        sentence=count_of(
            "chart.label",
            len(scores),
            counted=counted(line[0].measure),
            first=rounded(scores[0].score),
            last=rounded(scores[-1].score),
        ),
        marks=marks,
    )


def marks_of(line: Sequence[ScoreEntry]) -> tuple[Mark, ...]:
    """Return a point for each score, those that were left out too."""
    return tuple(
        Mark(
            datetime.fromisoformat(entry.given_at).date(),
            entry.rate,
            MarkKind.LEFT_OUT if entry.spoiled else MarkKind.SCORE,
            say("student.not_counted") if entry.spoiled else "",
        )
        for entry in line
        if entry.rate is not None
    )
