"""Sends what was set in a control without comparing it with what was there before.

Flet 1.0.5 finds a control's changes by going through all that it contains: 0.4 ms a word on a
laptop, several times that on a tablet (bench/work.py). Yet each control notes which of its fields
were set. While nothing was put in or taken out, those are the changes.
"""

from collections.abc import Iterator
from typing import Any

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import Operation
from flet.messaging.protocol import Message, MessageAction, PatchControlBody

_Set = tuple[tuple[str | int, ...], str, Any]  # the path to a control, its field, the new value


class _Rebuilt(Exception):
    """Controls were put in or taken out."""


def send(page: ft.Page, control: ft.Control) -> None:
    """Send what changed in a control that the client has, and in what it contains.

    Raises:
        AttributeError: the connection just went.
    """
    try:
        changed = list(_changes(control, ()))
    except _Rebuilt:
        page.update(control)
        return
    if changed:
        body = PatchControlBody(control._i, _patch(changed))
        page.session.connection.send_message(Message(MessageAction.PATCH_CONTROL, body))
        _forget(control)


def _changes(control: BaseControl, path: tuple[str | int, ...]) -> Iterator[_Set]:
    """Yield what was set. What is isolated below the top is sent by itself, as in Flet.

    Raises:
        _Rebuilt: more than values changed.
    """
    kind: Any = type(control)
    values: dict[str, Any] = control._values
    for name in control._dirty:
        value = values.get(name, kind._prop_defaults[name])
        if name in kind._event_fields or isinstance(value, BaseControl | list):
            raise _Rebuilt
        yield path, name, value
    for name, child in _children(control):
        yield from _changes(child, (*path, *name))


def _children(control: BaseControl) -> Iterator[tuple[tuple[str | int, ...], BaseControl]]:
    """Yield the controls that a control contains, each with the path to it."""
    for name, value in control._values.items():
        if _goes_along(value):
            yield (name,), value
    for name, sent in getattr(control, "__prev_lists", {}).items():
        now = getattr(control, name)
        if len(now) != len(sent) or any(a is not b for a, b in zip(now, sent, strict=True)):
            raise _Rebuilt
        for index, value in enumerate(now):
            if _goes_along(value):
                yield (name, index), value


def _goes_along(value: object) -> bool:
    return isinstance(value, BaseControl) and not value.is_isolated()  # type: ignore[no-untyped-call]


def _forget(control: BaseControl) -> None:
    control._dirty.clear()
    for _, child in _children(control):
        _forget(child)


def _patch(changed: list[_Set]) -> list[Any]:
    """Return the message's form of it: a tree of the paths, numbered, then the operations."""
    root: list[Any] = [0]
    count = 0
    operations = []
    for path, name, value in changed:
        node = root
        for step in path:
            if len(node) == 1:
                node.append({})
            if step not in node[1]:
                count += 1
                node[1][step] = [count]
            node = node[1][step]
        operations.append([Operation.Replace, node[0], name, value])
    return [root, *operations]
