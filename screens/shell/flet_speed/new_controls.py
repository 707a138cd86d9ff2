"""Looks at what a new control contains, and not at all that it could contain.

Flet 1.0.5 goes through every property that the class of a new control has, some hundred of them,
in search of controls inside: more than half of what building a screen costs. Almost all are at
their defaults, which are no controls. What a control was given is in ``_values``; lists, and all
else that is no plain property, are in its structural fields.
"""

import dataclasses
import weakref
from collections.abc import Iterator
from typing import Any

from flet.controls.object_patch import DiffBuilder

_walk = DiffBuilder._configure_dataclass
_found: dict[type, tuple[str, ...]] = {}


def _configure(
    builder: Any, item: Any, parent: Any, frozen: bool, configure_setattr_only: bool = False
) -> Iterator[Any]:
    if frozen or configure_setattr_only:
        return _walk(builder, item, parent, frozen, configure_setattr_only)
    controls: list[Any] = []
    _collect(builder, item, parent, controls)
    return iter(controls)


def _collect(builder: Any, item: Any, parent: Any, controls: list[Any]) -> None:
    """Add the controls in an item, itself first, and do to each what Flet does to a new one."""
    if isinstance(item, list | dict):
        for value in list(item.values() if isinstance(item, dict) else item):
            _collect(builder, value, parent, controls)
        return
    if not dataclasses.is_dataclass(item):
        return
    control: Any = item
    cls: Any = type(control)
    values = getattr(item, "_values", None)
    if values is None or hasattr(item, "_frozen"):
        controls.extend(_walk(builder, item, parent, frozen=False))
        return
    if parent is None:
        known = getattr(item, "_parent", None)
        parent = known() if known else None
    if parent is not None:
        control._parent = weakref.ref(parent)
    if getattr(cls, "__flet_control_cls__", None) is None:
        cls.__flet_control_cls__ = builder.control_cls
    inside = parent
    if isinstance(item, builder.control_cls):
        item.build()
        item._before_update_safe()
        object.__setattr__(item, "_initialized", True)
        controls.append(item)
        inside = item
    if cls not in _found:
        _found[cls] = _may_hold(cls)
    for name in _found[cls]:
        _collect(builder, getattr(item, name), inside, controls)
    for value in [*values.values()]:
        if not isinstance(value, str | int | float):  # as most are
            _collect(builder, value, inside, controls)
    control._dirty.clear()


def _may_hold(cls: Any) -> tuple[str, ...]:
    """Return the fields that may contain a control without being in ``_values``."""
    skipped = {field.name for field in dataclasses.fields(cls) if field.metadata.get("skip")}
    defaults = {
        name
        for name, default in cls._prop_defaults.items()
        if isinstance(default, list | dict) or dataclasses.is_dataclass(default)
    }
    return tuple(sorted((cls._structural_fields | defaults) - skipped - {"_i", "_c"}))


def install() -> None:
    """Look through new controls this way from now on, in this process."""
    DiffBuilder._configure_dataclass = _configure  # type: ignore[method-assign, assignment]
