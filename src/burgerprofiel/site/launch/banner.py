"""What people read when the demo is up: where to go, whom to be, how to stop."""

from __future__ import annotations

from burgerprofiel.site.launch.say import say

PERSONS = (
    ("Noor Vandenbos", "nurse, mother of two: a file needs her"),
    ("Emma Peeters", "a student of 19"),
    ("Jozef De Smet", "pensioner, 74"),
)
"""From the cast of the simulated MAGDA; a test keeps the names true."""


def show(port: int, seconds: float) -> None:
    """Print the addresses and the first thing to click."""
    at = "" if port == 80 else f":{port}"
    say(f"""
Mijn Burgerprofiel is up ({seconds:.1f} s).

  Portal             http://mijn.localhost{at}
  Sign-in            http://toegang.localhost{at}
  Simulated MAGDA    http://magda.localhost{at}
  Card reader        http://kaartlezer.localhost{at}

Sign in: Aanmelden → eID → choose the card → PIN 1234. Three persons to try:""")
    for name, story in PERSONS:
        say(f"  {name:<18} {story}")
    say("\nCtrl-C stops everything.")
