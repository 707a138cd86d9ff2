"""What is printed on a computer and on a tablet, to be compared; it runs on both Pythons."""

import json
import time
from pathlib import Path

from students_to_report import DAY, FORM, KEY, STUDENTS, records_with_students

from probes.forms import early_forms, math_forms
from probes.measures.profiles import HOUSE
from screens.paper import print_forms
from screens.paper.join_card_page import print_join_card
from screens.reports.page_maker import PageMaker

MADE = (("facts", "mul-7s"), ("comp", "frac-add-like"))
WORDS = Path(early_forms.__file__).parent / "words"
STUDENT_PAGES = ("family", "team", "own", "period")
FAMILIES = 40  # whose pages the time is taken of


def pages():
    """Return PDFs by what they are."""
    records = records_with_students()
    progress = records.monitoring.of_series("below", KEY, DAY)
    records.periods.freeze(progress, sentence="A goal.", words="We go on.", who="RT")
    maker = PageMaker(records)
    texts = {name: (WORDS / f"{name}.txt").read_text("utf-8") for name in early_forms.TEXTS}
    forms = [FORM, early_forms.form("nwf", "1", 7, texts), early_forms.form("psf", "K", 7, texts)]
    forms += [math_forms.form(measure, level, 7) for measure, level in MADE]
    both = ("student", "examiner")
    found = {"forms": print_forms(forms, both, "letter", lambda _: HOUSE).pdf}
    found["card"] = print_join_card("davs://cloud.example.org/aimline", "a4")
    for kind in STUDENT_PAGES:
        laid = [maker.student(kind, one, None, "es") for one in STUDENTS]
        found[kind] = maker.printer().one_file([one for one in laid if one]).raw
    for kind, laid in {
        "class": maker.class_page("grade 2", lambda: "Grado 2", "es"),
        "meeting": maker.meeting("grade 2", lambda: "Grado 2", "es"),
    }.items():
        found[kind] = maker.printer().one_file([laid]).raw
    return found


def seconds_of_pages():
    """Return how long 40 families' pages take, in one file and in a file each; 40 teams' in one."""
    maker = PageMaker(records_with_students())
    printer = maker.printer()
    who = [*STUDENTS] * (FAMILIES // len(STUDENTS) + 1)
    begun = time.perf_counter()
    laid = [maker.student("family", one, None) for one in who[:FAMILIES]]
    laid_out = time.perf_counter()
    printer.one_file(laid)
    one_file = time.perf_counter()
    for one in laid:
        printer.one_file([one])
    each = time.perf_counter()
    maker.printer().one_file([maker.student("team", one, None) for one in who[:FAMILIES]])
    teams = time.perf_counter()
    return {
        "laid_out_s": round(laid_out - begun, 2),
        "one_file_s": round(one_file - begun, 2),
        "a_file_each_s": round(each - one_file + laid_out - begun, 2),
        "teams_s": round(teams - each, 2),
    }


def write_pages(folder):
    """Write each PDF into a folder."""
    for name, raw in pages().items():
        (folder / f"{name}.pdf").write_bytes(raw)


def write_seconds(folder):
    """Write how long pages take into a folder."""
    (folder / "seconds.json").write_text(json.dumps(seconds_of_pages()))
