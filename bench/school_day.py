"""Measure a day at school, and a year: ``python -m bench.school_day``. Prints JSON; 3 minutes.

``year``
    40 students in 8 groups from September to June, with absences, moves and breaks, over the real
    store and real probes: how long Today takes to be built on each day of school, the first time
    after what was given the day before; milliseconds of this machine's processor.
``day``
    a Tuesday in Chromium: three groups, nine due, two absent, seven probes, a session kept. Each
    job's taps, and seconds from its first tap to what it leads to, without the pause that people
    make so that a second tap isn't taken for a double tap.
"""

import asyncio
import gc
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bench.browser import ROOT, Hand, NotHere, launched, running, tab, turn_tree_on
from bench.caseload import with_logs
from bench.work import joined
from commands.wiring import OpenLogs, wire_records
from probes.administration import Administration
from probes.forms.form import Form
from probes.giving.events import Last, Mark, Start, TimeUp
from probes.measures.measure import MEASURES
from probes.measures.profiles import HOUSE
from records.due import TO_DO
from records.group_settings import GroupSettings
from records.instructional_days import DAY, Span
from records.open_records import OpenRecords
from records.plans import SeriesKey
from screens.app import Tab
from screens.running_app import App
from screens.shell.routes import StudentListRoute, TodayRoute

STUDENTS, GROUPS = 40, 8
FIRST, LAST = date(2026, 8, 31), date(2027, 6, 4)
BREAKS = ((date(2026, 11, 23), 4), (date(2026, 12, 21), 11), (date(2027, 3, 22), 4))
SERIES = SeriesKey("orf", "2", "oral")
TODAY_BAR_MS = 200
TAPS_BARS = {"absent": 1, "to_clock": 2, "next_student": 1, "session": 2, "group_plan": 4}


def main() -> None:
    """Run both, print."""
    with tempfile.TemporaryDirectory() as name:
        figures: dict[str, Any] = {"year": with_logs(Path(name), year)}
    try:
        figures["day"] = asyncio.run(day())
    except NotHere as problem:
        figures["day"] = str(problem)
    figures |= {"today_bar_ms": TODAY_BAR_MS, "taps_bars": TAPS_BARS}
    print(json.dumps(figures, indent=1))


# A year


class SetClock:
    """A clock that is set to each morning."""

    def __init__(self, day: date) -> None:
        self.day = day

    def steady_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def slept_ms(self) -> int:
        return 0

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 15, tzinfo=UTC)


def year(logs: OpenLogs) -> dict[str, Any]:
    """Live through the year, and time Today on each of its days."""
    wired = wire_records(logs)
    clock = SetClock(FIRST)
    records = OpenRecords(
        store=wired.store,
        journal=wired.journal,
        scores_file=wired.scores_file,
        built_in=wired.built_in,
        clock=clock,
        new_id=wired.new_id,
    )
    return asyncio.run(_lived(records, clock))


async def _lived(records: OpenRecords, clock: SetClock) -> dict[str, Any]:
    chance = random.Random(19)
    for number in range(STUDENTS):
        name = f"Group {number % GROUPS}"
        records.students.add(name=f"Student {number:02}", grade="2", group=name)
    for number in range(GROUPS):
        days = (0, 2) if number % 2 else (1, 3)
        starts = f"{8 + number % 6:02}:30"
        plan = GroupSettings(name=f"Group {number}", weekdays=days, starts=starts, minutes=30)
        records.groups.save(plan)
    names = [one.id for one in records.students.all()]
    records.plans.begin(names, SERIES, every=5, since=FIRST, who="RT")
    spans = [Span("break", "", first, first + timedelta(days=more)) for first, more in BREAKS]
    records.calendar.add(Span("year", "", FIRST, LAST), *spans)
    forms = records.forms.of("2")
    records.store.put(*(("forms", form.id, asdict(form)) for form in forms))
    times, given, away, moved = [], 0, 0, 0
    session = joined()  # kept: its page lives as long
    shown = Tab(session.page, App(records=records))
    while clock.day <= LAST:
        if records.calendar.days().taught(clock.day):
            gc.collect()
            gc.freeze()  # as opening the data folder does each morning (commands/wiring.py)
            shown.nav.go(StudentListRoute())
            began = time.process_time()
            shown.nav.go(TodayRoute())
            times.append((time.process_time() - began) * 1000)
            for section in records.week.today(clock.day).sections:
                for one in section.due:
                    luck = chance.random()
                    if one.state not in TO_DO or luck > 0.9:
                        continue
                    if luck < 0.07:
                        records.absences.note([one.student], clock.day, "absent")
                        away += 1
                        continue
                    records.store.put(_probe(one.student, forms, clock.now(), chance))
                    given += 1
            while records.scores.read_on():  # as the app does after each probe
                pass
            if chance.random() < 0.04:
                mover = records.students.get(chance.choice(names))
                assert mover is not None
                records.groups.move(mover, [chance.choice(records.groups.all())], clock.day)
                moved += 1
        clock.day += DAY
    longest = times.index(max(times))
    last_month = sorted(times[-20:])
    times.sort()
    return {
        "days": len(times),
        "probes": given,
        "absences": away,
        "moves": moved,
        "today_ms_p50": round(times[len(times) // 2], 1),
        "today_ms_p95": round(times[int(len(times) * 0.95)], 1),
        "today_ms_longest": round(times[-1], 1),
        "longest_is_day": longest + 1,
        "today_ms_p50_last_month": round(last_month[10], 1),
        "days_over_bar": sum(one > TODAY_BAR_MS for one in times),
    }


def _probe(
    student: str, forms: list[Form], at: datetime, chance: random.Random
) -> tuple[str, str, dict[str, Any]]:
    """Return the row of a probe with its taps."""
    last = chance.randrange(40, 120)
    marks = [
        Mark(item=item, at_ms=round(60_000 * (item + 1) / (last + 1)))
        for item in range(last)
        if chance.random() < 1 / 18
    ]
    given = Administration(
        id=f"{student}-{at:%Y%m%d}-{chance.randrange(10**6)}",
        measure="orf",
        profile=HOUSE.id,
        profile_version=HOUSE.version,
        form=chance.choice(forms),
        seconds=60,
        student=student,
        grade="2",
        given_at=at.isoformat(),
        examiner="",
        input_mode=MEASURES["orf"].modes[0],
        conditions=(),
        part=None,
        events=(Start(), *marks, TimeUp(at_ms=60_000), Last(item=last, at_ms=62_000)),
    )
    return "administrations", given.id, given.record()


# A day


async def day() -> dict[str, Any]:
    """Tap through a Tuesday, and through the first plan of a group."""
    figures: dict[str, Any] = {}
    script = ROOT / "tests" / "browser" / "class_of_the_day.py"
    async with async_playwright() as playwright:
        browser = await launched(playwright)
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([sys.executable, script, name], check=True, cwd=ROOT)
            with running(Path(name)) as app:
                async with tab(browser) as (page, _):
                    await page.goto(app.url)
                    await turn_tree_on(page)
                    figures |= await _tuesday(Hand(page))
        with tempfile.TemporaryDirectory() as name:
            subprocess.run([sys.executable, script, name, "unplanned"], check=True, cwd=ROOT)
            with running(Path(name)) as app:
                async with tab(browser) as (page, _):
                    await page.goto(app.url)
                    await turn_tree_on(page)
                    figures |= await _first_plan(Hand(page))
        await browser.close()
    return figures


async def _tuesday(hand: Hand) -> dict[str, Any]:
    clock = hand.page.locator("[flt-semantics-identifier=clock]")
    began = time.perf_counter()

    async def absent() -> None:
        await hand.tap(re.compile("^Absent: "))
        await hand.see("1 away")

    async def to_clock() -> None:
        await hand.tap(re.compile("^Give a probe to "))
        await hand.tap("Start")
        await clock.first.wait_for()

    async def following() -> None:
        await hand.tap(re.compile("^Next: "))
        await hand.page.get_by_role("button", name="Start").wait_for()

    async def session() -> None:
        await hand.tap(re.compile("^Session: "))
        await hand.tap("Keep")
        await hand.page.get_by_role("button", name=re.compile("^Session kept: ")).wait_for()

    await hand.see("9 probes to give")
    figures: dict[str, Any] = {"absent": await hand.job(absent)}
    await hand.tap(re.compile("^Absent: "))
    await hand.see("2 away")
    figures["to_clock"] = await hand.job(to_clock)
    probes = 0
    while True:
        await clock.first.wait_for()
        await hand.page.get_by_role("button", name=re.compile("^word 3: ")).click()
        await hand.tap("Stop")
        await hand.tap(re.compile("^Finished"))
        await hand.tap("Yes, count it")
        probes += 1
        step = hand.page.get_by_role("button", name=re.compile("^(Next: .*|Today)$")).last
        await step.wait_for()
        if not re.match("Next", await step.get_attribute("aria-label") or await step.inner_text()):
            break
        spent = await hand.job(following)
        figures.setdefault("next_student", spent)
        await hand.tap("Start")
    await hand.tap("Today")
    await hand.see("nothing left to give")
    figures["session"] = await hand.job(session)
    figures |= {"probes": probes, "all_taps": hand.taps}
    figures["all_seconds"] = round(time.perf_counter() - began, 1)
    return figures


async def _first_plan(hand: Hand) -> dict[str, Any]:
    async def planned() -> None:
        await hand.tap("Robins")
        await hand.tap("Start monitoring 3 students")
        await hand.see("3 probes to give")

    there = hand.page.get_by_role("tab", name=re.compile("Today"))
    await there.or_(hand.page.get_by_role("button", name=re.compile("^Today"))).first.click()
    return {"group_plan": await hand.job(planned)}


if __name__ == "__main__":
    main()
