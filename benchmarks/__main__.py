"""`./bench [NAME …] [--quick] [--json FILE]`: one table, everything in one run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psutil

from benchmarks import demo as demos
from benchmarks import rows
from benchmarks.rows import ROWS, Row, Setting


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"rows to measure: {', '.join(ROWS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="short runs, to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.names if name not in ROWS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; the rows are {', '.join(ROWS)}")
    return chosen


def machine() -> dict[str, str | int]:
    """Return what this was measured on."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count() or 0,
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "python": platform.python_version(),
    }


def _setting(demo: demos.Demo, *, quick: bool) -> Setting:
    os.environ.update(demo.environment)
    import django

    django.setup()
    from benchmarks.sessions import count_sql, new_sessions

    cookies = new_sessions(rows.CLIENTS)
    for cookie in cookies:
        for path in ("/", "/gegevens/family"):
            request = urllib.request.Request(
                f"http://127.0.0.1:{demo.port}{path}",
                headers={"Host": f"mijn.localhost:{demo.port}", "Cookie": cookie, "Accept-Language": "nl"},
            )
            urllib.request.urlopen(request, timeout=30).read()
    return Setting(demo, 2.0 if quick else 8.0, cookies, count_sql)


def _print(found: list[Row]) -> None:
    print(f"{'':24}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'SQL':>5}{'× hello':>9}")
    for row in found:
        figures = (row.rps, row.p50_ms, row.p95_ms, row.p99_ms)
        cells = "".join(f"{figure:9.1f}" if figure is not None else f"{'':9}" for figure in figures)
        cpu = f"{row.cpu_ms:9.2f}" if row.cpu_ms is not None else f"{'':9}"
        sql = f"{row.sql:5}" if row.sql is not None else f"{'':5}"
        ratio = f"{row.ratio_hello:9.1f}" if row.ratio_hello is not None else f"{'':9}"
        print(f"{row.name:24}{cells}{cpu}{sql}{ratio}  {row.note}".rstrip())


def main() -> None:
    """Measure and tell."""
    chosen = _arguments()
    names = [name for name in ROWS if not chosen.names or name in chosen.names or name == "hello"]
    with demos.demo() as demo:
        setting = _setting(demo, quick=chosen.quick)
        found = []
        for name in names:
            print(f"measuring {name} …", file=sys.stderr)
            found.append(ROWS[name](setting))
    quickest = next(row.rps for row in found if row.name == "hello")
    for row in found:
        if row.rps and quickest:
            row.ratio_hello = quickest / row.rps
    _print(found)
    if chosen.json:
        chosen.json.write_bytes(msgspec.json.format(msgspec.json.encode({"machine": machine(), "rows": found})))


if __name__ == "__main__":
    main()
