"""What must be true of shared records, worked out from docs/format.md and nothing of ours.

Neither the merge nor the sealing of Aimline is used here.
"""

import hashlib
import hmac
import json
import re
import zlib
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NAME = re.compile(r"d/([0-9a-f]{16})/.*?(\d{9,})-(\d{9,})-([0-9a-f]{16})")
KEY_COPY = re.compile(r"keys/([0-9a-f]{16})-([0-9a-f]{16}).*\.key")
KEY_NAME = re.compile(r"keys/([0-9a-f]{16})-([0-9a-f]{16})\.key")


def records(events, write_once):
    """Return the records that events make, by brute force: device and raw JSON each."""
    said = {}
    for _, raw in events:
        stamp, table, id_, fields = json.loads(raw)
        for field, value in fields.items():
            text = json.dumps(value, sort_keys=True, separators=(",", ":"))
            said.setdefault((table, id_), {}).setdefault(field, []).append(((stamp, text), value))
    found = {}
    for (table, id_), fields in said.items():
        best = min if table == write_once else max
        stands = {field: best(some, key=lambda one: one[0])[1] for field, some in fields.items()}
        if stands.pop("_deleted", False) is not True:
            kept = {field: value for field, value in stands.items() if value != {"_deleted": True}}
            found.setdefault(table, {})[id_] = kept
    return found


def key_id(key):
    return hashlib.sha256(b"aimline key" + key).digest()[:8].hex()


class Segment(NamedTuple):
    """A segment's content: under which key, whose, and the events by number."""

    key: str
    device: str
    events: dict


def segment(raw, keys):
    """Open a segment with whichever of the team keys fits; None if it isn't whole."""
    if raw[:4] != b"AIM1" or len(raw) < 348:
        return None
    fits = [key for key in keys if key_id(key) == raw[4:12].hex()]
    device, lo = raw[12:20], int.from_bytes(raw[20:28], "big")
    for key in fits:
        secret = HKDF(SHA256(), 32, None, b"aimline seal" + device).derive(key)
        try:
            plain = AESGCM(secret).decrypt(raw[64:76], raw[76:], raw[:64])
        except InvalidTag:
            return None
        assert len(plain) % 256 == 0, "it shows how long it is"
        size = int.from_bytes(plain[:4], "big")
        lines = zlib.decompress(plain[4 : 4 + size]).split(b"\n")
        events = {lo + place: line for place, line in enumerate(lines) if line}
        return Segment(raw[4:12].hex(), device.hex(), events)
    return None


def steps(raw, keys):
    """Yield, of a readable segment, the chain's value after each event, that before, the event."""
    opened = segment(raw, keys)
    (key,) = [key for key in keys if key_id(key) == opened.key]
    secret = HKDF(SHA256(), 32, None, b"aimline chain").derive(key)
    link = raw[28:60]
    for number in range(int.from_bytes(raw[20:28], "big"), max(opened.events) + 1):
        line = opened.events.get(number, b"")
        after = hmac.digest(secret, link + line, "sha256")
        yield after, (link, (opened.device, line))
        link = after


def led_to(ends, chain):
    """Return the events that lead to some of a chain's values, as far back as they are known."""
    found = set()
    for link in ends:
        while link in chain:
            link, event = chain[link]
            found.add(event)
    return found


def segments(files, keys):
    """Yield path and content of every segment that anybody with the keys can read in a folder."""
    for path, raw in files.items():
        opened = segment(raw, keys) if NAME.match(path) else None
        if opened:
            yield path, opened


def sync_log(files, keys):
    """Return every event, with its device, that anybody with the keys can read in a folder."""
    found = set()
    for _, opened in segments(files, keys):
        found |= {(opened.device, line) for line in opened.events.values()}
    return found


def key_files(files):
    """Return id of the current key, and ids of all, of each whole key file."""
    found = []
    for path, raw in files.items():
        name = KEY_NAME.fullmatch(path)
        if name and hashlib.sha256(raw).digest()[:8].hex() == name[2]:
            found.append((name[1], set(json.loads(raw)["holds"])))
    return found


def kept_keys(files):
    """Return the ids of all keys in whole key files, under their own names or as copies of them."""
    found = set()
    for path, raw in files.items():
        name = KEY_COPY.match(path)
        if name and hashlib.sha256(raw).digest()[:8].hex() == name[2]:
            found |= set(json.loads(raw)["holds"])
    return found
