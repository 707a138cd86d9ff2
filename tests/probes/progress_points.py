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


values = st.integers(0, 3000).map(lambda tenths: tenths / 10)


@st.composite
def scored_probes(draw, most=20):
    """Draw probes of one series on up to 20 days, some of them several a day."""
    drawn = draw(st.lists(st.tuples(st.integers(0, 200), values), max_size=most))
    return [probe(day, value, number) for number, (day, value) in enumerate(drawn)]


@st.composite
def drawn_points(draw, least=3, most=16):
    """Draw points on different days; every third may be of three forms."""
    drawn = draw(st.dictionaries(st.integers(0, 250), values, min_size=least, max_size=most))
    threes = draw(st.sampled_from((0, 1, 3)))
    return [
        Occasion(
            day=START + timedelta(days=day),
            value=value,
            probes=tuple(
                f"{day}.{form}" for form in range(3 if threes and number % threes == 0 else 1)
            ),
        )
        for number, (day, value) in enumerate(sorted(drawn.items()))
    ]
