"""Mutated files of schools: a sentence, a question or a whole import, which then is here."""

import io
import os
import random
import zipfile
from datetime import date

import pytest
from bring_in_doubles import looked_at
from workbook_doubles import ods, ods_rows, xlsx

from probes.table_text import BadTable

FEW = 60
MANY = int(os.environ.get("AIMLINE_SEEDS", "10000"))  # which take two minutes of a processor
ANSWERS = {
    "measure": "orf",
    "dates": "month first",
    "day": date(2026, 9, 14),
    "same": "same",
}
WIDE = b"Name,Grade,fall ORF,winter ORF\nAnna Lee,3,41,45\nBen Cruz,K,n/a,38\nTotal,,1,2\n"
LONG = [
    ["Reading 2026"],
    ["Name", "Student Number", "Grade", "Date", "WCPM", "Seconds"],
    ["Anna Lee", "00042", 3, date(2026, 9, 14), 41, 60],
    ["Ben Cruz", "00043", "K", date(2026, 9, 21), 38.5, 30],
    ["Zoë “Z” Åkesson & <Co>", "00044", "3rd", "9/28/2026", "absent", None],
]
MADE = {
    "wide": WIDE,
    "tabs": WIDE.replace(b",", b"\t"),
    "utf16": WIDE.decode().replace(",", "\t").encode("utf-16"),
    "mac": WIDE.replace(b"\n", b"\r"),
    "dates": b'Name;Gr;9/14/2026;9/21/2026\n"Lee; Anna";3;41;45\nBen;K;;38\n',
    "parts": b"Blue,,\nName,Grade,WCPM\nAnna Lee,3,41\n,,\nRed,,\nName,Grade,WCPM\nCy Day,2,20\n",
    "lists": b"Blue,Mrs. Ray\nAnna Lee,Cy Day\nBen Cruz,Dee Fox\n,Gus Ives\n",
    "serials": b"Report of 2026\n\nName,ID,Date,WCPM\nAnna Lee,0012,45901,41\n"
    b"Anna Lee,12,45908,45\nBen Cruz,13,45908,999\n\nTotal Students: 2\nPage 1 of 1\n",
    "merged": b",,ORF,,NWF,\nLast,First,Fall,Winter,Fall,Winter\nLee,Anna,10,20,30,40\n",
    "list": b"Anna Lee, 3, Blue\nBen Cruz, 2, Red\n",
    "book.xlsx": xlsx(LONG, [["Name", "Week 1"], ["Cy Day", 12]]),
    "book.ods": ods(ods_rows(LONG)),
    "students.json": b'{"students": [{"name": "Anna Lee", "grade": "3"}, {"name": "Ben"}]}',
    "rows.json": b'[["Name", "Grade"], ["Anna Lee", "3"]]',
}
SWAPS = [
    b"", b",", b";", b"\t", b'"', b'""', b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"=1+1",
    b"-1", b"1e999", b"nan", b"99/99/9999", b"0" * 300, b"\xe2\x80\xae", b"K", b"PK\x03\x04",
]  # fmt: skip


def sources(folder):
    found = {one.name: one.read_bytes() for one in sorted((folder / "exports").glob("*.csv"))}
    found["series"] = (folder / "wrcm_series_sample.csv").read_bytes()[:2_500]
    found["passages"] = (folder / "orf_passages_sample.csv").read_bytes()[:2_500]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for one in sorted((folder / "rosters" / "oneroster_1_1").iterdir()):
            whole.writestr(one.name, one.read_bytes())
    return found | MADE | {"roster.zip": held.getvalue()}


def mutated(data, chance):
    """Return a file with a few places changed: bytes swapped, cut, doubled, lines moved."""
    hurt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(hurt) + 1)
        match chance.randrange(5):
            case 0:
                hurt[at : at + chance.randrange(4)] = chance.choice(SWAPS)
            case 1:
                del hurt[at : at + chance.randrange(60)]
            case 2:
                hurt[at:at] = hurt[at : at + chance.randrange(200)]
            case 3:
                hurt[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                lines = hurt.split(b"\n")
                chance.shuffle(lines)
                hurt = bytearray(b"\n".join(lines))
    return bytes(hurt)


def with_parts_mutated(data, chance):
    """Return a zip of which a few files are mutated, and the zip is whole."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as told, zipfile.ZipFile(held, "w") as whole:
        names = told.namelist()
        hurt = {chance.choice(names) for _ in range(chance.randint(1, 3))}
        for name in names:
            if name in hurt and chance.random() < 0.05:
                continue
            part = told.read(name)
            whole.writestr(name, mutated(part, chance) if name in hurt else part)
    return held.getvalue()


def tried(folder, seeds):
    files = sources(folder)
    for seed in seeds:
        chance = random.Random(seed)
        data = files[chance.choice([*files])]
        zipped = data.startswith(b"PK") and chance.random() < 0.7
        one_that_is_tried(seed, (with_parts_mutated if zipped else mutated)(data, chance))


def one_that_is_tried(seed, data):
    try:
        records, bringing, plan = looked_at(data, **ANSWERS)
    except BadTable:
        return
    assert plan.asks == [], seed
    assert bool(plan.rows) == bool(plan.new), seed
    bringing.carry_out(plan)
    kept = sum(len(records.old_scores.of(s.id)) for s in records.students.all())
    assert (len(records.students.all()), kept) == (plan.new, plan.scores), seed
    assert looked_at(data, records, **ANSWERS)[2].is_nothing, seed


def test_a_few_mutated_files(shared_data):
    tried(shared_data, range(FEW))


@pytest.mark.full
def test_many_mutated_files(shared_data):
    tried(shared_data, range(1_000, 1_000 + MANY))
