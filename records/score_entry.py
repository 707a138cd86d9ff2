"""What one administration came to, after its amendments: one small value."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from probes.administration import Administration, UnreadableAdministration
from probes.scoring.score import SCORING_VERSION
from records.amended import amended
from records.amendments import amended_student
from records.form_library import FormLibrary
from records.record_store import Row

LAYOUT = 4  # of an entry; one of another layout is computed anew


class ScoreEntry(NamedTuple):
    """What one administration came to, after its amendments.

    ``given_at`` is local time with its offset, as it was kept. ``rate`` is correct items a
    minute and ``accuracy`` a percentage, None while they can't be known. What is ``spoiled``
    doesn't count: it was left out, or there is a ``doubt`` ("" for none) that nobody has
    answered yet. It is part ``set_index`` of the ``set_of`` parts of ``set``, a benchmark's id,
    or of none, "". ``left_out_later`` says
    that it was kept with a score that counted, and left out afterwards. An entry that isn't
    ``readable`` has only what its row says.
    """

    id: str
    student: str
    measure: str
    mode: str
    level: str
    form: str
    given_at: str
    seconds: int
    readable: bool = False
    spoiled: bool = False
    rate: float | None = None
    accuracy: float | None = None
    attempted: int = 0
    errors: int = 0
    correct: int = 0
    error_rate: float | None = None
    words_whole: int | None = None
    prorated: bool = False
    discontinued: bool = False
    skipped_lines: int = 0
    conditions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    profile: str = "house"
    profile_version: int = 1
    set: str = ""
    set_index: int = 0
    set_of: int = 0
    doubt: str = ""
    amended: bool = False
    left_out_because: str = ""
    left_out_later: bool = False
    digest: str = ""

    @property
    def day(self) -> str:
        """The day it was given, such as 2026-11-24."""
        return self.given_at[:10]

    @property
    def left_out(self) -> bool:
        """Whether somebody left it out; what is only in doubt is not."""
        return self.spoiled and not self.doubt


def computed(
    row_id: str, row: Row, amendments: Mapping[str, Row], forms: FormLibrary
) -> ScoreEntry:
    """Replay one administration with its amendments, and return what it came to."""
    form = forms.get(str(row.get("form", "")), str(row.get("measure", "")))
    bare = ScoreEntry(
        id=row_id,
        student=amended_student(row, amendments),
        measure=str(row.get("measure", "")),
        mode=str(row.get("input_mode", "")),
        level="" if form is None else form.level,
        form=str(row.get("form", "")),
        given_at=str(row.get("given_at", "")),
        seconds=row["seconds"] if type(row.get("seconds")) is int else 0,
        digest=digest(row, amendments, "" if form is None else form.level),
    )
    if form is None:
        return bare
    try:
        kept = Administration.kept(row_id, row, form)
        found = amended(kept, amendments, forms.get)
        entry = entry_of(found.administration)
        date.fromisoformat(entry.day)  # without a day it stands nowhere
    except (UnreadableAdministration, ValueError):
        return bare
    was = kept.score() if entry.left_out and found.applied else None
    later = was is not None and was.rate is not None and not was.spoiled and was.doubt is None
    return entry._replace(amended=bool(found.applied), left_out_later=later, digest=bare.digest)


def entry_of(given: Administration) -> ScoreEntry:
    """Return what an administration comes to, also one that is not on record yet.

    Raises:
        ValueError: its events contradict each other, or its profile is not known here.
    """
    score, session = given.score(), given.session()
    return ScoreEntry(
        id=given.id,
        student=given.student,
        measure=given.measure,
        mode=given.input_mode,
        level=given.form.level,
        form=given.form.id,
        given_at=given.given_at,
        seconds=given.seconds,
        readable=True,
        spoiled=score.spoiled or score.doubt is not None,
        doubt=score.doubt or "",
        rate=score.rate,
        accuracy=score.accuracy,
        attempted=score.attempted,
        errors=score.errors,
        correct=score.correct,
        error_rate=score.error_rate,
        words_whole=score.words_whole,
        prorated=score.prorated,
        discontinued=score.discontinued,
        skipped_lines=score.skipped_lines,
        conditions=given.conditions,
        notes=session.notes,
        profile=given.profile,
        profile_version=given.profile_version,
        set=given.part.id if given.part else "",
        set_index=given.part.index if given.part else 0,
        set_of=given.part.of if given.part else 0,
        left_out_because=session.spoiled or "",
    )


def digest(row: Row, amendments: Mapping[str, Row], level: str) -> str:
    """Return what stands for all that an entry is computed from.

    Its form's id, in the row, stands for all of the form but its level, which can be corrected.
    """
    what: Any = [LAYOUT, SCORING_VERSION, row, sorted(amendments.items()), level]
    text = json.dumps(what, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
