"""Lets go an answer of the client whose control is gone: the screen that asked was left meanwhile.

Flet 1.0.5 raises instead, which closes the tab's websocket; on a tablet its loop ends, and with it
everything that is tapped.
"""

from contextlib import suppress
from typing import Any

from flet.messaging.session import Session

_handle = Session.handle_invoke_method_results


def _let_go(
    session: Session, control_id: int, call_id: str, result: Any, error: str | None
) -> None:
    with suppress(RuntimeError):
        _handle(session, control_id, call_id, result, error)


def install() -> None:
    """Let late answers go from now on, in this process."""
    Session.handle_invoke_method_results = _let_go  # type: ignore[method-assign, assignment]
