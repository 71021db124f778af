"""`python -m tests.bench [PART...] [--json FILE]`: measures, prints the table, fails when a target is missed."""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench import (
    autosave,
    crowd,
    home,
    lighthouse,
    memory,
    own_pages,
    phone,
    push,
    reading,
    record,
    timeline,
    weight,
)
from tests.bench.blank import blank
from tests.bench.measure import Finding, table
from tests.bench.product import Bench, product

# The crowd stands last: it ends with the power failing.
PARTS: dict[str, Callable[[Bench], Awaitable[list[Finding]]]] = {
    "autosave": autosave.run,
    "push": push.run,
    "weight": weight.run,
    "memory": memory.run,
    "timeline": timeline.run,
    "record": record.run,
    "home": home.run,
    "own_pages": own_pages.run,
    "phone": phone.run,
    "reading": reading.run,
    "lighthouse": lighthouse.run,
    "crowd": crowd.run,
}


def main() -> int:
    wanted = _arguments()
    with tempfile.TemporaryDirectory(prefix="betterjournal-bench-") as name:
        findings = measure(Path(name), [part for part in PARTS if part in wanted.parts or not wanted.parts])
    print(table(findings))
    if wanted.json:
        wanted.json.write_text(json.dumps([each.as_json() for each in findings], indent=1) + "\n")
    missed = [each.name for each in findings if not each.met]
    print(f"\nMissed: {', '.join(missed)}" if missed else "\nEvery target was met.")
    return 1 if missed else 0


def measure(folder: Path, parts: list[str]) -> list[Finding]:
    """What these parts find, on one product and one blank app."""
    findings: list[Finding] = []
    with product(folder) as (ours, seeded), blank(folder) as floor:
        bench = Bench(ours, floor, seeded, folder / "data")
        for part in parts:
            print(f"{part}...", file=sys.stderr, flush=True)
            findings += asyncio.run(PARTS[part](bench))
    return findings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, help="write the findings there too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
