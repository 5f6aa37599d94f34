"""The start itself, in the order in which things need each other; slow things run beside each other."""

from __future__ import annotations

import time
from collections.abc import Mapping

from burgerprofiel.site.launch import (
    banner,
    catalogues,
    leftovers,
    ports,
    prepare_check,
    roles,
    secret_files,
    stopping,
    surroundings,
)
from burgerprofiel.site.launch.arguments import Options
from burgerprofiel.site.launch.database import Database
from burgerprofiel.site.launch.folder import Folder, write_state
from burgerprofiel.site.launch.say import say, step
from burgerprofiel.site.launch.supervise import Children


def run(options: Options) -> None:
    """Start everything and stay until it ends. Raises StartError, or Stopped when somebody asks to stop."""
    began = time.monotonic()
    surroundings.check_names()
    folder = Folder(options.data)
    leftovers.end(folder.path / "leftovers")
    (folder.path / "state.json").unlink(missing_ok=True)
    port, simulators_port = ports.choose(options.port), ports.choose(0)
    if options.fresh:
        folder.wipe()
    say(f"Mijn Burgerprofiel, data in {folder.path}")
    children, database = Children(folder.below("logs"), folder.path / "leftovers"), Database(folder)
    try:
        environment = surroundings.surroundings(folder.path, port, simulators_port, database.url)
        _open(folder, children, database, environment)
        banner.show(port, simulators_port, time.monotonic() - began)
        while True:
            children.check()
            database.check()
            time.sleep(0.25)
    finally:
        stopping.ignore()
        (folder.path / "state.json").unlink(missing_ok=True)
        children.stop()
        database.stop()
        folder.close()


def _open(folder: Folder, children: Children, database: Database, environment: Mapping[str, str]) -> None:
    """Bring up everything until the portal answers."""
    port, simulators_port = int(environment["MBP_PORT"]), int(environment["MBP_SIMULATORS_PORT"])
    secret_files.make(folder.below("secrets", 0o700))
    folder.below("eid-trust")
    outside = surroundings.for_simulators(environment)
    children.start("The simulators", "simulators", roles.simulators(simulators_port), outside)
    with step("Starting the database"):
        database.start()
    if catalogues.compile_all(folder.below("locale")):
        say("  Translations compiled")
    made, stamp = folder.below("made"), database.stamp
    if prepare_check.needed(made, stamp, environment["MBP_PORT"]):
        task = children.start("The preparation", "prepare", roles.prepare(str(made), str(stamp or "")), environment)
        with step("Preparing tables, static files and the demo landscape"):
            children.wait_for(task)
    with step("Starting the portal, the worker and the simulators"):
        children.start("The portal", "web", roles.web(port), environment)
        children.start("The worker", "worker", roles.worker(), environment)
        children.start("The post", "post", roles.post(), environment)
        children.wait_for_answer(port, environment.get("MBP_PORTAL_HOST", "mijn.localhost"), "/status/ready")
        children.wait_for_answer(simulators_port, "magda.localhost", "/status/live")
    write_state(folder.path, surroundings.for_commands(environment))
