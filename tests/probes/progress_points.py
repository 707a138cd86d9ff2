"""Points to judge: by value, and drawn by hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from probes.progress.goal import Goal
from probes.progress.series import Occasion, ScoredProbe

START = date(2026, 9, 7)


def points(values, every=7, start=START, forms=1, **more):
    """Return points with these values, so many days apart."""
    return [
        Occasion(
            day=start + timedelta(days=every * i),
            value=float(value),
            probes=tuple(f"{i}.{form}" for form in range(forms)),
            **more,
        )
        for i, value in enumerate(values)
    ]


def goal(weekly=1.0, baseline=40.0, weeks=30, start=START, kind="growth"):
    """Return a goal that asks for so much a week."""
    return Goal(
        kind=kind,
        baseline=baseline,
        start=start,
        target=baseline + weekly * weeks,
        end=start + timedelta(weeks=weeks),
    )


def probe(day, value, number=0, **more):
    """Return a scored probe of a day so many days after the start."""
    when = START + timedelta(days=day)
    return ScoredProbe(id=f"{day}.{number}", day=when, value=value, **more)


values = st.floats(0, 300).map(lambda value: round(value, 2))


@st.composite
def scored_probes(draw, most=25):
    """Draw probes of one series on up to 25 days, some of them several a day."""
    days = draw(st.lists(st.integers(0, 200), max_size=most))
    return [probe(day, draw(values), number) for number, day in enumerate(days)]


@st.composite
def drawn_points(draw, least=3, most=20):
    """Draw points on different days."""
    days = draw(st.lists(st.integers(0, 250), min_size=least, max_size=most, unique=True))
    return [
        Occasion(
            day=START + timedelta(days=day),
            value=draw(values),
            probes=tuple(f"{day}.{i}" for i in range(draw(st.sampled_from((1, 1, 1, 2, 3))))),
        )
        for day in sorted(days)
    ]
