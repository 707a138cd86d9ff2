"""Reads every file of a folder and says what is wrong; changes nothing anywhere."""

from sync.errors import Damaged, Gone, KeyNotHere, NewerSegment, NotAllowed, TooLarge
from sync.exchange.closing import waiting
from sync.exchange.report import Checked
from sync.exchange.visit import Visit
from sync.keys.key_file import key_of
from sync.segments.sealing import LARGEST_FILE, Name, Node, open_segment
from sync.vault.key_folder import Seen


async def check(visit: Visit, seen: Seen) -> Checked:
    """Read every segment, and list all files by their condition.

    Args:
        visit: the folder, and what is needed to read it.
        seen: its key files, from ``read_key_files(..., deep=True)``.
    """
    listed, names = visit.sizes, visit.names
    found = Checked(good=sorted(seen.files), newer=list(seen.newer))
    for path in seen.odd:
        (found.damaged if key_of(path) else found.foreign).append(path)
    found.damaged += [file.name for file in seen.mend]
    found.good = [path for path in found.good if path not in found.damaged]
    strange = seen.strange(visit.ring)
    ends, starts = set[Node](), dict[Node, Name]()
    found.foreign += visit.odd
    for done, (path, name) in enumerate(sorted(names.items()), start=1):
        visit.progress("reading", done, len(names))
        try:
            raw = await visit.folder.get(path, LARGEST_FILE)
            opened = await open_segment(visit.cipher, visit.ring, raw)
        except NewerSegment:
            found.newer.append(path)
        except KeyNotHere as locked:
            (found.locked if locked.key in strange else found.damaged).append(path)
        except (Damaged, Gone, TooLarge, NotAllowed):
            found.damaged.append(path)
        else:
            bounded = visit.ring.ends_of(opened.run.key) is not None
            if bounded and not visit.sync_log.chains.covers(opened.run.name):
                found.replaced.append(path)
                continue
            (found.good if opened.run.name == name else found.damaged).append(path)
            run = opened.run
            for number, link in enumerate(opened.links, start=run.lo):
                ends.add((run.device, number, link.hex()[:16]))
            if run.lo > 1:
                starts[run.before] = run.name
    found.missing = sorted(
        {run.name.path for run in visit.sync_log.chains.outer() if _end(run.name) not in ends}
        - listed.keys()
    )
    ends |= {_end(name) for name in names.values()}
    found.missing += [
        f"d/{device}/…-{number:09d}-{chain}.seg"
        for device, number, chain in sorted(starts.keys() - ends)
    ]
    found.waiting_events = waiting(visit)
    return found


def _end(name: Name) -> Node:
    return name.device, name.hi, name.chain
