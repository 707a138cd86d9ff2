"""What somebody with the passphrase may send: events with right checksums, in every table.

``hostile`` is anything at all; ``likely`` is a whole row whose fields nearly all have their type
and name rows that are there, so that it comes further.
"""

import json
from typing import Literal, get_args, get_origin

from records.tables import TABLES, fields_of, fits

NOW = 1_796_000_000_000 << 16
STAMPS = [0, 1, NOW - 5, NOW, NOW + 5, 2**62 - 1, 2**62, 2**63 - 1, 2**63, 10**30, 10**4300]
PLAIN = [None, True, False, 0, 1, -1, 10**18, -(10**18), 2**63, 10**400, 1.5, -0.0, 1e308]
TEXTS = ["", "s1", "x" * 5000, "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-30", "../../x"]
ODD_TEXTS = ["\u202e\u0000", "\u200b", "orf", "first-numbers", "[]", "[[]]", "true", "<b>", "١٢"]
ODD_TEXTS += ["2026-11-24T09:15:00-05:00", "2026-11-24T09:15:00.000Z", "9999-12-31T23:59:59+14:00"]
NESTED = [[], [[]], {}, {"a": [{"b": None}]}, {"_deleted": True}, [0] * 500, ["a", 1, None]]
RAW = ['"\\ud800"', '"\\udfff x"', "NaN", "-Infinity", "1e999", "[" * 150 + "]" * 150]
DAYS = ["2026-09-01", "2026-11-16", "2026-11-29", "2026-11-30", "2026-12-01", "2027-06-11"]
WORDS = [
    "orf",
    "wrf",
    "2",
    "oral",
    "paper",
    "typed",
    "z",
    "absent",
    "school year",
    "break",
    "window",
]
WORDS += [
    "measured",
    "moderate",
    "line",
    "level",
    "change",
    "no change",
    "goal",
    "review",
    "",
    "tier 2",
]
NUMBERS = [0, 1, 2, 5, 30, 60, 120, 1_796_000_000_000]


def hostile(random, known):
    """Return an event's bytes."""
    table = random.choice([*TABLES, "unknown", "_default"])
    ids = [id_ for name, id_ in sorted(known) if name == table]
    others = [id_ for _, id_ in random.sample(sorted(known), 3)]
    id_ = random.choice([*ids, *ids, *others, "new", "here", "", "x" * 64, "x" * 65, "../x"])
    fields = [*TABLES[table].fields()] if table in TABLES else []
    if table == "merges":
        fields.append("from")
    if table == "settings":
        fields += ["examiner", "lock", "lock_minutes", "theme", "out", "profiles", "passage_size"]
    fields += ["_deleted", "unknown"]
    values = {}
    for field in random.sample(fields, random.randint(1, min(4, len(fields)))):
        kind = random.choice([PLAIN, TEXTS, ODD_TEXTS, NESTED, others, RAW])
        value = random.choice(kind)
        values[field] = value if kind is RAW else json.dumps(value)
    inside = ",".join(f"{json.dumps(field)}:{value}" for field, value in values.items())
    stamp = "1" + "0" * 4300 if (found := random.choice(STAMPS)) > 2**64 else str(found)
    return f"[{stamp},{json.dumps(table)},{json.dumps(id_)},{{{inside}}}]".encode()


def likely(random, known):
    """Return the bytes of an event that sets a row's fields to what fits them, or nearly."""
    table = random.choice(sorted(TABLES))
    here = [id_ for name, id_ in sorted(known) if name == table]
    id_ = random.choice([*here, *here, f"{table}-{random.randrange(8)}"])
    fields = {
        name: _value(random, name, kind, known)
        for name, kind in fields_of(table).items()
        if random.random() < 0.9
    }
    if random.random() < 0.3 and fields:
        fields[random.choice(sorted(fields))] = random.choice([*PLAIN, *TEXTS, *NESTED])
    return json.dumps([NOW + random.randrange(9), table, id_, fields]).encode()


def _value(random, name, kind, known):
    """Return a value for a field: of its type, and by its name one that is likely."""
    if get_origin(kind) is Literal:
        return random.choice(get_args(kind))
    tables = (f"{name}s", f"{name}es", name)
    named = [id_ for table, id_ in sorted(known) if table in tables]
    named += [f"{name}s-{n}" for n in range(8)] if f"{name}s" in TABLES else []
    pool = [*DAYS, *WORDS, "2026-11-16T15:00:00.000+00:00", *TEXTS, *ODD_TEXTS, *named, *NUMBERS]
    pool += [True, False, None, 0.5, 95.0, -1, 10**18, [], ["a", "b"], {}, [1, 2, 3], *NESTED]
    fitting = [value for value in pool if fits(value, kind)] or [None]
    if named and random.random() < 0.9:
        return random.choice(named)
    if any(part in name for part in ("day", "since", "first", "last", "when", "ended", "until")):
        fitting = [value for value in fitting if value in DAYS] or fitting
    return random.choice(fitting)
