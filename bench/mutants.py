"""Each rule of sharing broken once, in a copy: which tests stop it. docs/format.md has the table.

``uv run --group test python -m bench.mutants [WORD...]`` takes those whose text has one of the
words; all of them take about half an hour of one processor. The model gets 100 histories, without
shortening.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPIED = ("sync", "store", "tests", "pyproject.toml")
HISTORIES = 100
SEEDS = (1, 2)  # histories of a seed are alike in what they hold; two see more
SCENARIOS = [
    "tests/sync/test_sharing.py",
    "tests/sync/test_sealing.py",
    "tests/sync/test_replaced_keys.py",
    "tests/store/test_store_database.py",
    "tests/store/test_store_view.py",
    "tests/store/test_hybrid_clock.py",
]
MODEL = """
import sys
sys.path[:0] = [".", "tests/sync"]
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
import test_model

told = 0


class Counted(test_model.Devices):
    def __init__(self):
        global told
        told += 1
        super().__init__()


try:
    run_state_machine_as_test(
        seed(int(sys.argv[1]))(Counted),
        settings=settings(
            max_examples=int(sys.argv[2]),
            stateful_step_count=40,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
except BaseException as problem:
    print("stopped", told, type(problem).__name__)
"""


# A rule in words, and how it is broken: in which files, which text becomes which.
MUTANTS: dict[str, list[tuple[str, str, str]]] = {
    # What is covered, put and put back
    "a name counts as covered whatever its chain": [
        (
            "sync/segments/chains.py",
            "        if name not in self._covered:\n",
            "        if any(k.device == name.device and k.lo <= name.lo <= name.hi <= k.hi\n"
            "               for k in self.kept):\n            return True\n"
            "        if name not in self._covered:\n",
        )
    ],
    "what is absent is not put back": [
        (
            "sync/exchange/folder_exchange.py",
            "if run.name not in listed]",
            "if run.name.path not in {p.path for p in listed} | visit.sync_log.sizes.keys()]",
        )
    ],
    "what is damaged is not put again": [
        (
            "sync/exchange/reading.py",
            "            for path in bad:\n",
            "            for path in bad[:0]:\n",
        )
    ],
    "changed sizes are not looked at": [
        (
            "sync/exchange/reading.py",
            "(known is not None and known != size)",
            "(known is not None and known < 0)",
        )
    ],
    "a deep sync trusts sizes": [
        (
            "sync/exchange/reading.py",
            "        if deep or (known",
            "        if (known",
        )
    ],
    "every file is read each time": [
        (
            "sync/exchange/reading.py",
            "        if deep or (known",
            "        if True or (known",
        )
    ],
    # What a file holds
    "a segment is believed under any name": [
        (
            "sync/exchange/visit.py",
            "None and self.names.get(path, opened.run.name) == opened.run.name",
            "None",
        )
    ],
    "a whole segment under another one's name is not kept": [
        (
            "sync/exchange/reading.py",
            "                if opened:\n                    await self._sift(path, opened)\n",
            "                if opened and visit.is_right(path, opened):\n"
            "                    await self._sift(path, opened)\n",
        )
    ],
    "what lies under a covered name is put right unread": [
        (
            "sync/exchange/reading.py",
            "if opened:\n                    await self._sift(path, opened)  # before",
            "if False:\n                    await self._sift(path, opened)  # before",
        )
    ],
    "conflicted copies are never read": [
        (
            "sync/exchange/reading.py",
            "await self._read_all([*odd])\n",
            "await self._read_all([])\n",
        )
    ],
    "conflicted copies of covered names are not read": [
        (
            "sync/exchange/reading.py",
            "            for path in visit.odd\n            if folder_of(path)",
            "            for path in visit.odd\n"
            "            if not ((n := __import__('sync.segments.sealing').segments.sealing."
            "name_within(path)) and visit.sync_log.chains.covers(n))\n"
            "            and folder_of(path)",
        )
    ],
    # Copies of a device
    "a copy of a device keeps its id": [
        (
            "sync/exchange/reading.py",
            "            visit.report.new_device = visit.database.renew()\n",
            "",
        )
    ],
    "its events are not closed before the new id": [
        (
            "sync/exchange/reading.py",
            "            close_own(visit)\n",
            "",
        )
    ],
    "which line a number's older run meant is not noted": [
        (
            "sync/exchange/receiving.py",
            "            if beside:\n",
            "            if False:\n",
        )
    ],
    "nor the newer's": [
        (
            "sync/exchange/receiving.py",
            "            if any(other != raw for other in here.get(n, ()))\n",
            "            if False\n",
        )
    ],
    # What sync knew
    "events in no run are left there": [
        (
            "sync/exchange/closing.py",
            "    if found:\n",
            "    if False:\n",
        )
    ],
    "they wait while any file can't be read": [
        (
            "sync/exchange/closing.py",
            "    if found:\n",
            "    report = visit.report\n"
            "    if found and not (report.damaged or report.newer or report.locked):\n",
        )
    ],
    "the state is trusted though the records lack its events": [
        (
            "sync/known/reconcile.py",
            "            if not sync_log.is_intact(kept, ring, here):\n",
            "            if False:\n",
        )
    ],
    "so is it where the records went another way": [
        (
            "sync/known/reconcile.py",
            "    certain = sync_log.is_borne_out\n",
            "    certain = True\n",
        )
    ],
    "and of this device's own runs those behind a gap": [
        (
            "sync/known/reconcile.py",
            "        if (run.lo - 1, run.start) in reached:\n",
            "        if True:\n",
        )
    ],
    "a run is noted without its last event": [
        (
            "sync/exchange/receiving.py",
            "            if raw != BLANK\n        ]\n        if lines:\n",
            "            if raw != BLANK\n        ][:-1]\n        if lines:\n",
        )
    ],
    # Joining
    "parts are removed unacknowledged": [
        (
            "sync/exchange/rollup.py",
            "            and _acknowledged(visit, joined)\n",
            "",
        )
    ],
    "a whole whose size isn't the verified one lets its parts go": [
        (
            "sync/exchange/rollup.py",
            "            and visit.sync_log.sizes.get(joined.path) == visit.sizes[joined.path]\n",
            "",
        )
    ],
    "a whole is acknowledged though it could not be read": [
        (
            "sync/exchange/rollup.py",
            "        if visit.sync_log.sizes.get(joined.path) == visit.sizes[joined.path]:\n",
            "        if True:\n",
        )
    ],
    "acknowledging never ends": [
        (
            "sync/exchange/rollup.py",
            "if parts > 1]",
            "if parts > 1 or True] + [n for n in names if n not in found]",
        )
    ],
    # Private events
    "private events are shared": [
        (
            "sync/exchange/closing.py",
            "if not visit.is_private(raw)}",
            "if True}",
        )
    ],
    "blanks are not noted": [
        (
            "sync/exchange/closing.py",
            "if n in lines and n not in shared}",
            "if False}",
        )
    ],
    # Keys
    "any folder is ours": [
        (
            "sync/vault/key_folder.py",
            "    if any(seen.holding(key_id) for key_id in ring.ids):\n        return\n",
            "    if True:\n        return\n",
        )
    ],
    "any vault may be joined": [
        (
            "sync/vault/key_folder.py",
            "    if vaults and not (vaults & opened.vaults or known):\n",
            "    if False:\n",
        )
    ],
    "a wrong passphrase founds a vault": [
        (
            "sync/vault/membership.py",
            "            if any(key_name_within(path) or name_within(path) for path in listed):\n",
            "            if False:\n",
        )
    ],
    "the box holds the current key alone": [
        (
            "sync/vault/membership.py",
            "await wrap(\n            self._cipher,\n            ring,\n",
            "await wrap(\n            self._cipher,\n            Ring((ring.current,)),\n",
        )
    ],
    "vanished key files don't come back": [
        (
            "sync/vault/key_folder.py",
            "    for file in put:\n",
            "    for file in seen.mend:\n",
        )
    ],
    "retired key files come back": [
        (
            "sync/vault/key_folder.py",
            "    for file in leave:\n",
            "    for file in leave[:0]:\n",
        )
    ],
    "retired ones stay away though the newest is lost everywhere": [
        (
            "sync/vault/key_folder.py",
            "        if sync_log.expelled.issuperset(mine):\n",
            "        if False:\n",
        )
    ],
    "one of an old passphrase counts though it was taken away": [
        (
            "sync/vault/key_folder.py",
            " if file.name not in sync_log.expelled]\n",
            "]\n",
        )
    ],
    "damage speaks for a stranger": [
        (
            "sync/vault/key_folder.py",
            "        except (Damaged, NewerSegment, TooLarge):\n            continue\n",
            "        except (Damaged, NewerSegment, TooLarge):\n            strange += 1\n",
        )
    ],
    "a stranger's segments speak for nobody": [
        (
            "sync/vault/key_folder.py",
            "        except (KeyNotHere, Gone, NotAllowed):\n            strange += 1\n",
            "        except (Gone, NotAllowed):\n            strange += 1\n"
            "        except KeyNotHere:\n            continue\n",
        )
    ],
    "so do those that may not be read": [
        (
            "sync/vault/key_folder.py",
            "        except (KeyNotHere, Gone, NotAllowed):\n            strange += 1\n",
            "        except KeyNotHere:\n            strange += 1\n"
            "        except (Gone, NotAllowed):\n            continue\n",
        )
    ],
    "and a key file that is late": [
        (
            "sync/vault/key_folder.py",
            "    strange = len(named - ring.ids)\n",
            "    strange = 0\n",
        )
    ],
    "and a newer one": [
        (
            "sync/vault/key_folder.py",
            "    if seen.newer:\n        raise NewerKeyFile(NEWER)\n    named",
            "    named",
        )
    ],
    "of two keys the greatest is current": [
        (
            "sync/keys/team_keys.py",
            "        return min(self.unreplaced, key=",
            "        return max(self.unreplaced, key=",
        )
    ],
    "new events go under a key that leaked": [
        (
            "sync/vault/sharing.py",
            "visit, may_send=may_send, deep=deep",
            "visit, may_send=True, deep=deep",
        )
    ],
    # Bytes
    "nothing is encrypted": [
        (
            "sync/keys/native_cipher.py",
            "        return AESGCM(key).encrypt(nonce, data, along)\n",
            "        return data + AESGCM(key).encrypt(nonce, b'', along)\n",
        ),
        (
            "sync/keys/native_cipher.py",
            "            return AESGCM(key).decrypt(nonce, sealed, along)\n",
            "            AESGCM(key).decrypt(nonce, sealed[-16:], along)\n"
            "            return sealed[:-16]\n",
        ),
        ("sync/segments/sealing.py", "zlib.compress(text, 6)", "zlib.compress(text, 0)"),
    ],
    "any nonce passes": [
        (
            "sync/segments/sealing.py",
            "    if nonce != expected or",
            "    if",
        )
    ],
    "no padding": [
        (
            "sync/segments/sealing.py",
            "    plain += bytes(-len(plain) % _PAD)\n",
            "",
        )
    ],
    "the chain forgets what came before": [
        (
            "sync/segments/sealing.py",
            "        within.update(link + event)\n",
            "        within.update(event)\n",
        )
    ],
    "what comes under a replaced key counts": [
        (
            "sync/exchange/vouching.py",
            "        if not ring.bounding:\n",
            "        if ring.keys:\n",
        )
    ],
    "whoever was away leaves its later runs under the old key": [
        (
            "sync/known/bounds.py",
            "    if not ring.bounding:\n",
            "    if ring.keys:\n",
        )
    ],
    "what came from others in the meantime stays": [
        (
            "sync/known/bounds.py",
            "    if not is_due(database, ring):\n",
            "    if ring.keys:\n",
        )
    ],
    "what a device has is believed under a replaced key": [
        (
            "sync/segments/sync_file.py",
            "    if ring.ends_of(key.id) is not None:\n",
            "    if False:\n",
        )
    ],
    "any number of rounds": [
        (
            "sync/keys/key_file.py",
            "    if type(rounds) is not int or not LEAST_ROUNDS <= rounds <= MOST_ROUNDS:\n",
            "    if type(rounds) is not int:\n",
        )
    ],
    "the box is not bound to the open fields": [
        (
            "sync/keys/key_file.py",
            ", _text(fields))\n",
            ", b'')\n",
        ),
        ("sync/keys/key_file.py", ", _text(data))\n", ", b'')\n"),
    ],
    # The merge
    "of equal stamps the event that comes last stands": [
        (
            "store/view.py",
            "    values = canonical(one.value), canonical(other.value)\n",
            "    return True\n    values = canonical(one.value), canonical(other.value)\n",
        )
    ],
    "of equal stamps the device decides": [
        (
            "store/view.py",
            "    if one.stamp != other.stamp:\n        return one.stamp < other.stamp\n",
            "    if one[:2] != other[:2]:\n        return one[:2] < other[:2]\n",
        )
    ],
    "a clock that is behind is believed": [
        (
            "store/hybrid_clock.py",
            "max(self._wall() << COUNTER_BITS, self._last + 1)",
            "self._wall() << COUNTER_BITS",
        )
    ],
    "a result takes the latest score": [
        (
            "store/view.py",
            "        least = table in self._write_once\n",
            "        least = False\n",
        )
    ],
    "an event that comes twice is kept twice": [
        (
            "store/database.py",
            " if line not in known]\n",
            "]\n",
        ),
        (
            "sync/exchange/receiving.py",
            "if raw != BLANK and raw not in here.get(n, ())",
            "if raw != BLANK",
        ),
    ],
}


def stopped_by_tests(copy: Path) -> str | None:
    """Return the first test that a mutant fails, None if it passes them all."""
    asked = ["-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-n", "0", "-m", "", *SCENARIOS]
    done = subprocess.run(
        [sys.executable, *asked], cwd=copy, capture_output=True, text=True, check=False
    )
    found = re.search(r"^(?:FAILED|ERROR) \S*?::(\w+)|^ERROR (\S+)", done.stdout, re.MULTILINE)
    if done.returncode and not found:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return (found[1] or found[2]) if found else None


def stopped_by_model(copy: Path) -> int | None:
    """Return after how many histories the model stops a mutant, None if it doesn't."""
    before = 0
    for seed in SEEDS:
        done = subprocess.run(
            [sys.executable, "-c", MODEL, str(seed), str(HISTORIES // len(SEEDS))],
            cwd=copy,
            capture_output=True,
            text=True,
            check=True,
        )
        if found := re.search(r"^stopped (\d+)", done.stdout, re.MULTILINE):
            return before + int(found[1])
        before += HISTORIES // len(SEEDS)
    return None


def rows(words: list[str]) -> Iterator[dict[str, object]]:
    """Try mutants one after the other, each in a fresh copy."""
    for what, changes in MUTANTS.items():
        if words and not any(word in what for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            for name in COPIED:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pyc*"))
                else:
                    shutil.copy(source, copy / name)
            for name, old, new in changes:
                text = (copy / name).read_text("utf-8")
                if text.count(old) != 1:
                    raise ValueError(f"{what}: {name} has its text not once")
                (copy / name).write_text(text.replace(old, new), "utf-8")
            yield {
                "mutant": what,
                "model": stopped_by_model(copy),
                "test": stopped_by_tests(copy),
            }


if __name__ == "__main__":
    for row in rows(sys.argv[1:]):
        print(json.dumps(row), flush=True)
