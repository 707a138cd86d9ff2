"""The probes of one student, found without reading those of everybody else."""

from test_sitting import Records

from records.probes_given import TABLE, ProbesGiven


class Row(dict):
    """A row that notes how often it is read."""

    reads = 0

    def get(self, *asked):
        Row.reads += 1
        return super().get(*asked)


def given(number, student, day):
    row = Row(student=student, given_at=f"2026-11-{day:02}T09:15:00-05:00")
    return (TABLE, f"a{number}", row)


def test_each_probe_is_read_once_however_often_one_asks():
    records = Records()
    records.put(*(given(n, f"s{n % 10}", n % 28 + 1) for n in range(1000)))
    probes = ProbesGiven(records)
    Row.reads = 0
    assert len(probes.of(["s3"])) == 100
    assert set(probes.of(["s3", "s4"])) == {f"a{n}" for n in range(1000) if n % 10 in (3, 4)}
    assert Row.reads == 2000
    records.put(given(1000, "s3", 28))
    assert "a1000" in probes.of(["s3"])
    assert Row.reads == 2002
    assert probes.of(["nobody"]) == {}


def test_the_latest_day_is_the_latest_in_whatever_order_they_came():
    records = Records()
    probes = ProbesGiven(records)
    assert probes.last_days() == {}
    records.put(given(1, "s", 20), given(2, "s", 3), given(3, "t", 4))
    assert probes.last_days() == {"s": "2026-11-20", "t": "2026-11-04"}


def test_records_that_were_emptied_are_read_anew():
    records = Records()
    records.put(given(1, "s", 20), given(2, "s", 3))
    probes = ProbesGiven(records)
    assert len(probes.of(["s"])) == 2
    records.tables.clear()
    records.put(given(7, "s", 1))
    assert list(probes.of(["s"])) == ["a7"]
