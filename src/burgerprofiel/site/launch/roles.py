"""The process roles: web, worker, post and (in the demo) the simulators of the outside world."""

import sys

WEB_WORKERS = 2
WEB_THREADS = 64
"""Per worker. A streaming page holds a thread until its slowest source answered (at most the deadline)."""

_GRANIAN = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--no-ws", "--http", "1"]
_QUIET = ["--log-level", "error", "--no-access-log", "--workers-kill-timeout", "3"]


def web(port: int) -> list[str]:
    """The portal and the sign-in host. No access log: addresses may hold what people search for."""
    threads = [
        "--workers",
        str(WEB_WORKERS),
        "--respawn-failed-workers",
        "--blocking-threads",
        str(WEB_THREADS),
        "--backpressure",
        "512",
    ]
    return [
        *_GRANIAN,
        *_QUIET,
        "--interface",
        "wsgi",
        "--port",
        str(port),
        *threads,
        "burgerprofiel.site.wsgi:application",
    ]


def worker() -> list[str]:
    """Background jobs."""
    return [
        sys.executable,
        "-m",
        "django",
        "procrastinate",
        "worker",
        "--concurrency=2",
        "--shutdown-graceful-timeout=3",
    ]


def post() -> list[str]:
    """What takes notices to mail servers, gateways and browsers. Apart, so that no long job makes them wait."""
    return [sys.executable, "-m", "django", "notices_post"]


def simulators(port: int) -> list[str]:
    """The outside world of the demo. It takes as many connections as fifty citizens at once may open."""
    return [
        *_GRANIAN,
        *_QUIET,
        "--interface",
        "asgi",
        "--port",
        str(port),
        "--workers",
        "1",
        "--backlog",
        "4096",
        "--backpressure",
        "4096",
        "burgerprofiel.simulators.asgi:application",
    ]


def prepare(made: str, tables_stamp: str) -> list[str]:
    """What needs Django before the portal opens."""
    return [sys.executable, "-m", "burgerprofiel.site.launch.prepare", made, tables_stamp]
