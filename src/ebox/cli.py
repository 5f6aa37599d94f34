"""`ebox`: what is typed leads to a command; what goes wrong is a sentence and an exit code, never a stack trace.

Recipients are never options: whoever is on this machine sees those of every command.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import httpx

from ebox.commands import broadcasts, events, export, letters, own, sent
from ebox.letter import UnclearError
from ebox.options import Commands
from ebox.registry import NoAnswerError
from ebox.say import Say
from ebox.trouble import Exit, TroubleError

_ABOUT = "Publish to digital mailboxes and read them, at a registry that speaks the eBox API."
_CODES = """exit codes: 0 done; 1 something was refused or is missing; 2 wrong use; 75 no answer now: run it again;
130 stopped: run it again. Everything is explained in docs/ebox.md."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit code."""
    told = _parser().parse_args(arguments)
    say = Say(as_json=told.json)
    try:
        return int(told.run(told, say))
    except TroubleError as error:
        say.trouble(str(error))
        return int(error.code)
    except NoAnswerError as error:
        say.trouble(f"{error} Run the same command again later: it goes on where it was.")
        return int(Exit.AGAIN)
    except httpx.TransportError as error:
        say.trouble(f"The connection broke: {error}. Run the same command again.")
        return int(Exit.AGAIN)
    except BrokenPipeError:  # who read along has heard enough: “| head”
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.SOME)
    except (UnclearError, OSError) as error:
        say.trouble(str(error))
        return int(Exit.USAGE)
    except KeyboardInterrupt:
        say.trouble("Stopped. Run the same command again: it goes on where it was.")
        return int(Exit.STOPPED)


def _parser() -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="ebox", description=_ABOUT, epilog=_CODES, formatter_class=shape)
    commands = Commands(parser)
    for each in (own, letters, sent, broadcasts, export, events):
        each.add(commands)
    return parser
