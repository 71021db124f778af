"""Seals what a browser carries from one page to the next, so that only this house reads it, and not for long."""

import json
from binascii import Error as NotBase64
from typing import Any

from cryptography.exceptions import InvalidTag

from betterjournal import clock, vault


def seal(purpose: str, content: dict[str, Any]) -> str:
    """Dated and bound to its purpose."""
    dated = json.dumps([clock.now().timestamp(), content], ensure_ascii=False, separators=(",", ":"))
    return vault.seal(vault.PRACTICE, "practice", dated, f"carried/{purpose}")


def unseal(purpose: str, sealed: str, seconds: int) -> dict[str, Any] | None:
    """What was sealed for this purpose less than `seconds` ago; None for anything else."""
    try:
        at, content = json.loads(vault.unseal(sealed, f"carried/{purpose}"))
    except (InvalidTag, NotBase64, ValueError, vault.KeyGone):
        return None
    fresh = -clock.LEEWAY.total_seconds() <= clock.now().timestamp() - at < seconds
    return dict(content) if fresh else None
