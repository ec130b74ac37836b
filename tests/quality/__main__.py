"""Print every quality figure beside its floor; end with 1 where one is below.

python tests/quality            all (TEXTDIFF_DATA=… for the data sets that are not in the repository)
python tests/quality --full     and those that take minutes
python tests/quality --raise    and write figures that are better than their floors into floors.json
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from quality import measures, shared_data


def main() -> int:
    """Print the table and return the exit code."""
    known = measures.floors()
    worse = []
    print(f"{'figure':28} {'now':>9} {'floor':>9}   measured on (CPU seconds)")
    listed = measures.MEASURES + measures.SLOW_MEASURES * ("--full" in sys.argv)
    for title, measure, needs_data in listed:
        if needs_data and shared_data.folder() is None:
            print(f"{'-':28} {'-':>9} {'-':>9}   {title}: set TEXTDIFF_DATA to the folder that holds it")
            continue
        start = time.process_time()
        figures = measure()
        seconds = time.process_time() - start
        for name, value in figures.items():
            floor = known.get(name)
            print(
                f"{name:28} {value:9.4f} {'none' if floor is None else f'{floor:.4f}':>9}   {title} ({seconds:.1f} s)"
            )
            if "--raise" in sys.argv and (floor is None or measures.is_better(name, value, floor)):
                known[name] = measures.rounded(name, value)
        worse += [] if "--raise" in sys.argv else measures.below_floor(figures)
    if "--raise" in sys.argv:
        measures.FLOORS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
    for line in worse:
        print(f"below: {line}", file=sys.stderr)
    return bool(worse)


if __name__ == "__main__":
    sys.exit(main())
