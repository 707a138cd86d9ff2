"""The one clock that runs for several papers."""

from collections.abc import Sequence

from records.record_store import Clock


class GroupClock:
    """The one clock of several papers, whose ids are ``papers``.

    ``stopped_ms`` is the instant Stop was tapped, while the examiner says why.
    """

    def __init__(self, papers: Sequence[str], seconds: int, clock: Clock, started_ms: int) -> None:
        self.papers = tuple(papers)
        self.seconds = seconds
        self.stopped_ms: int | None = None
        self._clock = clock
        self._slept_ms = clock.slept_ms()
        self._started_ms = started_ms

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds since the start."""
        return max(self._clock.steady_ms() - self._started_ms, 0)

    @property
    def left_ms(self) -> int:
        """Milliseconds until the time is up."""
        return max(self.seconds * 1000 - self.elapsed_ms, 0)

    @property
    def slept(self) -> bool:
        """Whether the device slept since the start."""
        return self._clock.slept_ms() > self._slept_ms

    def stop(self) -> None:
        """Stamp this instant, until the examiner has said what it was. Twice does no harm."""
        if self.stopped_ms is None and self.left_ms:
            self.stopped_ms = max(self.elapsed_ms, 1)

    def go_on(self) -> None:
        """It was nothing; the clock ran all the while."""
        self.stopped_ms = None
