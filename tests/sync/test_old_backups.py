"""A device's own files come back from a backup, run twice, are lost or damaged."""

from sync_doubles import Device, Memory, rest, segments


def test_an_old_backup_running_elsewhere_keeps_both_histories(folder, two):
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    assert clone.db.device == one.db.device
    one.put(("students", "a", {"name": "Ada"}))
    clone.put(("students", "b", {"name": "Ben"}))
    one.sync(folder)
    report = clone.sync(folder)
    assert report.new_device == clone.db.device != one.db.device
    assert "goes on under a new id" in report.advice[0]
    rest(folder, one, clone, other)
    assert one.view() == clone.view() == other.view()
    assert set(other.view()["students"]) == {"s", "a", "b"}
    folder.files.clear()
    other.start()
    rest(folder, other)
    fresh = Device("fresh")
    fresh.join(folder)
    fresh.sync(folder)
    assert fresh.view() == other.view()


def test_two_histories_are_kept_apart_where_one_has_a_private_record(folder):
    def private(table, id_, fields):
        return id_ == "sample"

    one, other = Device("one", private=private), Device("other")
    one.put(("students", "s", {"name": "Zebedee"}))
    one.found(folder)
    one.sync(folder)
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer, private=private)
    one.put(("students", "sample", {"name": "Sam"}), ("students", "a", {"name": "Ada"}))
    one.sync(folder)
    other.join(folder)
    other.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}), ("students", "c", {"name": "Cid"}))
    rest(folder, clone, other)
    files = dict(folder.files)
    folder.files.clear()
    other.start()
    rest(folder, other)
    assert folder.files == files
    assert other.check(folder).sound
    assert set(other.view()["students"]) == {"s", "a", "b", "c"}


def test_what_lies_between_two_runs_is_noted_again_though_its_file_was_damaged(folder):
    one, other = Device("one"), Device("other")
    one.found(folder)
    for place in range(4):
        one.put(("students", f"s{place}", {"name": "Zebedee"}))
        one.sync(folder)
    for path in segments(folder)[1:3]:
        folder.files[path] = folder.files[path][:100]
    del one.disk.files["sync.log"]
    one.start()
    one.join(folder)
    rest(folder, one)
    other.join(folder)
    report = other.sync(folder)
    assert (report.gaps, report.damaged) == (0, [])
    assert other.view() == one.view()


def test_losing_what_sync_knew_loses_nothing(folder, two):
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}))
    folder.read_only = True
    clone.sync(folder)  # takes a new id; what it made under the old one was never sent
    folder.read_only = False
    for device in (one, other, clone):
        del device.disk.files["sync.log"]
        device.start()
    rest(folder, one, other, clone)
    assert set(one.view()["students"]) == {"s", "a", "b"}
    assert one.view() == other.view() == clone.view()


def test_events_in_no_run_do_not_wait_for_files_that_nobody_can_read(folder, two):
    """Made under a former id and never sent; a newer Aimline's file stays."""
    one, other = two
    clone = Device("clone", disk=one.disk.copy(), drawer=one.drawer)
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    clone.put(("students", "b", {"name": "Ben"}))
    folder.read_only = True
    clone.sync(folder)
    folder.read_only = False
    newer = "ab" * 8
    folder.files[f"d/{newer}/000000001-000000009-{newer}.seg"] = b"AIM2" + bytes(344)
    folder.files[f"d/{newer}/000000001-000000009-{'cd' * 8}.seg"] = bytes(348)
    del clone.disk.files["sync.log"]
    clone.start()
    clone.sync(folder)
    other.sync(folder)
    assert set(other.view()["students"]) == {"s", "a", "b"}


def test_records_older_than_what_sync_knew_are_filled_again(folder, two):
    one, other = two
    other.put(("students", "t", {"name": "Tess"}))
    rest(folder, one, other)
    old = other.disk.copy().files["records.log"]
    one.put(("students", "a", {"name": "Ada"}))
    other.put(("students", "b", {"name": "Ben"}))
    rest(folder, one, other)
    for new in ([], [("students", "c", {"name": "Cid"}), ("students", "d", {"name": "Dora"})]):
        other.disk.files["records.log"] = bytearray(old)
        other.start()
        other.put(*new)
        other.start()
        rest(folder, one, other)
        assert set(other.view()["students"]) == {"s", "t", "a", "b"} | {id_ for _, id_, _ in new}
        assert one.view() == other.view()


def test_what_sync_knew_of_other_records_is_not_believed(folder, two):
    """Both logs come back from backups, of different days, and the records went another way."""
    one, other = two
    records = one.disk.copy().files["records.log"]
    one.put(("students", "a", {"name": "Ada"}))
    one.sync(folder)
    known = one.disk.copy().files["sync.log"]
    one.disk.files["records.log"] = records
    one.start()
    one.put(("students", "b", {"name": "Ben"}))  # under the number that Ada had
    rest(folder, one, other)
    one.disk.files["sync.log"] = known
    one.start()
    one.sync(folder)
    alone, fresh = Memory(), Device("fresh")
    for _ in range(2):
        assert one.sync(alone).gaps == 0
    fresh.join(alone)
    assert fresh.sync(alone).gaps == 0
    assert set(fresh.view()["students"]) == {"s", "a", "b"}


def test_after_damage_here_everything_that_is_left_reaches_the_others(folder):
    """A line of the records can't be read any more, and nobody else has anything."""
    one = Device("one")
    one.found(folder)
    for number in range(3):
        one.put(("students", f"s{2 * number}", {}), ("students", f"s{2 * number + 1}", {}))
        one.sync(folder)
    log = one.disk.files["records.log"]
    log[log.index(b'"s3"')] = 0
    one.start()
    alone, fresh = Memory(), Device("fresh")
    one.sync(alone)
    fresh.join(alone)
    fresh.sync(alone)
    assert set(fresh.view()["students"]) == {"s0", "s1", "s2", "s4", "s5"}
    rest(folder, one)
    assert set(one.view()["students"]) == {f"s{number}" for number in range(6)}


def test_a_gap_that_damage_here_tears_is_said_at_once(folder, two):
    one, other = two
    for number in range(2):
        one.put(("students", f"s{number}", {}))
        one.sync(folder)
        other.sync(folder)
    log = other.disk.files["records.log"]
    log[log.index(b'"s0"')] = 0
    other.start()
    assert other.sync(Memory()).gaps == 1
