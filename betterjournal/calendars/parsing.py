"""Reads a calendar in a process of its own, which has little time and memory and hands back times, not titles.

A rule of twenty letters can ask for all seconds of a century. No count of letters finds every such rule, so the
process that meets one is ended.
"""

import json
import os
import resource
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import betterjournal
from betterjournal.calendars.expanding import Found, Occurrence, Span, expand
from betterjournal.calendars.problems import Trouble

CPU_SECONDS = 2
_MEMORY = 768 * 1024 * 1024
# On a busy machine time passes that nobody used.
_SECONDS = 12
# It has no use for the operator's secrets.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONTZPATH", "VIRTUAL_ENV")


def parse(content: bytes, keys: list[str], span: Span) -> Found:
    """What fits these keys within the span; `Trouble` when it cannot be told."""
    asked = {"keys": keys, "span": [span.starts_at.isoformat(), span.ends_at.isoformat(), span.zone]}
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(asked).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            # What goes wrong there is told with the line it went wrong at.
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            cwd=Path(betterjournal.__file__).parents[1],
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Trouble("repeats") from None
    if done.returncode:
        raise Trouble("repeats")
    told = json.loads(done.stdout)
    if told["trouble"]:
        raise Trouble(told["trouble"])
    occurrences = tuple(Occurrence(*words, *map(datetime.fromisoformat, when)) for *words, when in told["occurrences"])
    return Found(occurrences, told["others"], told["doubles"], told["events"])


def _main() -> None:
    _limit()
    asked, _, content = sys.stdin.buffer.read().partition(b"\n")
    given = json.loads(asked)
    starts_at, ends_at, zone = given["span"]
    span = Span(datetime.fromisoformat(starts_at), datetime.fromisoformat(ends_at), zone)
    print(json.dumps(_told(content.decode(errors="replace"), given["keys"], span)))


def _told(text: str, keys: list[str], span: Span) -> dict[str, object]:
    trouble, found = "", Found((), 0, 0, 0)
    try:
        found = expand(text, keys, span)
    except Trouble as problem:
        trouble = problem.code
    except (MemoryError, RecursionError, OverflowError):
        trouble = "repeats"
    except Exception:
        trouble = "unreadable"
    occurrences = [
        [each.key, each.uid, each.recurrence, [each.starts_at.isoformat(), each.ends_at.isoformat()]]
        for each in found.occurrences
    ]
    return {
        "trouble": trouble,
        "occurrences": occurrences,
        "others": found.others,
        "doubles": found.doubles,
        "events": found.events,
    }


def _limit() -> None:
    """From here on; what the process needed to start is not counted."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    _main()
