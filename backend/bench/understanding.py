"""How long a turn is understood: every sentence of the corpora, and hostile ones, in process.

Run from backend with `python bench/understanding.py`. Wanted: a median under 1 ms, a 99th percentile under 5 ms.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.core.understanding.understand import understand
from tests.eval import WEDNESDAY, cases, judge

HOSTILE = {
    "100 kB of one letter": "a" * 100_000,
    "100 kB of digits": "1" * 100_000,
    "10,000 number words": "five " * 10_000,
    "10,000 times of day": "three thirty or " * 10_000,
    "every plane of Unicode": "".join(
        chr(place) for place in range(0x20, 0x10FFFF, 257) if not 0xD800 <= place < 0xE000
    ),
    "right to left": "\u202e" + "אבג 3:30 " * 5_000,
}


def main() -> None:
    understand("hola", now=WEDNESDAY)
    spent = sorted(judge(case).milliseconds for case in cases())
    print(
        f"{len(spent)} sentences: {statistics.median(spent):.2f} ms median, {spent[len(spent) * 99 // 100]:.2f} ms p99"
    )
    for name, text in HOSTILE.items():
        began = time.thread_time()
        understand(text, now=WEDNESDAY)
        print(f"{name}: {(time.thread_time() - began) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
