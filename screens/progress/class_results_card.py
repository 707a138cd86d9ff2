"""What a class, or a whole grade, came to in a season: the median, and how scores are spread."""

import flet as ft

from probes.progress.class_results import ClassResult
from records.benchmark_results import SeasonResult
from screens.parts.controls import bold, card, quiet
from screens.parts.theme import GAP, Palette
from screens.words.catalogue import count_of, say
from screens.words.figures import whole

HIGHEST = 56  # px, of the bar of most scores
LABELLED = 9  # bars that each have room for what they begin with, on a phone


def class_results_card(
    palette: Palette, season: SeasonResult, result: ClassResult | None = None
) -> ft.Container | None:
    """Return the card of a grade, or of a ``result`` of some of it; None for fewer than five."""
    found = result or season.result
    if found is None:
        return None
    low, high = found.quartiles
    said = say(
        "class.median",
        season=say(f"season.{season.season.season}"),
        median=whole(found.median),
        students=count_of("class.students", found.n),
        low=whole(low),
        high=whole(high),
    )
    parts: list[ft.Control] = [bold(said, 16, palette.ink)]
    if season.target is not None and found.reached is not None:
        reached = say(
            "class.reached", reached=found.reached, n=found.n, target=whole(season.target.value)
        )
        below = [say("class.below")] if found.median_below else []
        parts.append(quiet(palette, " ".join([reached, *below])))
    parts.append(_spread(palette, found))
    if result is None and season.enrolled is not None:
        tested, of = len(season.scores), season.enrolled
        whole_grade = season.local() is not None
        key = "class.local" if whole_grade else "class.not_local"
        parts.append(quiet(palette, say(key, tested=tested, of=of), 14))
    return card(palette, *parts)


def _spread(palette: Palette, found: ClassResult) -> ft.Control:
    """Return a bar for each ten of the scores; a screen reader hears each."""
    step, most = found.step, max(found.bins)
    every = 1 if len(found.bins) <= LABELLED else 2 if len(found.bins) <= 2 * LABELLED else 5
    bars: list[ft.Control] = []
    for place, count in enumerate(found.bins):
        first = found.first + place * step
        holds_median = first <= found.median < first + step
        bar = ft.Container(
            height=max(2.0, HIGHEST * count / most),
            bgcolor=palette.accent if holds_median else palette.muted,
            border_radius=3,
        )
        label = whole(first) if round(first / step) % every == 0 else ""
        bars.append(
            ft.Column(
                [bar, quiet(palette, label, 12)],
                spacing=2,
                tight=True,
                expand=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            )
        )
    heard = ", ".join(
        say("class.bin", low=whole(found.first + n * step), count=count)
        for n, count in enumerate(found.bins)
        if count
    )
    row = ft.Row(bars, spacing=3, vertical_alignment=ft.CrossAxisAlignment.END)
    narrow = ft.Container(row, width=min(560.0, 44.0 * len(bars)), padding=ft.Padding.only(top=GAP))
    return ft.Semantics(
        label=say("class.spread", spread=heard), image=True, exclude_semantics=True, content=narrow
    )
