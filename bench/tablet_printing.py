"""Time pages for people on the tablet's Python: ``python -m bench.tablet_printing``.

Prints JSON, seconds by the clock: 40 families' pages laid out, printed into one file, and a file
each; 40 teams' laid out and printed. The Python is the tablet's own with the built site's parts,
under Node; a tablet takes longer.
"""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.tablet.tablet_python import on_the_tablet


def main() -> None:
    """Print the measurements."""
    with tempfile.TemporaryDirectory() as parts, tempfile.TemporaryDirectory() as to:
        on_the_tablet("write_seconds", Path(to), Path(parts))
        seconds = json.loads((Path(to) / "seconds.json").read_text())
    print(json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **seconds}, indent=1))


if __name__ == "__main__":
    main()
