"""What people read when the demo is up: where to go, whom to be, how to stop."""

from __future__ import annotations

import http.client
import json
import os

from burgerprofiel.site.launch.say import say

PERSONS = (
    ("Noor Vandenbos", "nurse, mother of two: a file needs her"),
    ("Emma Peeters", "a student of 19"),
    ("Jozef De Smet", "pensioner, 74"),
)
"""From the cast of the simulated MAGDA; a test keeps the names true."""


def show(port: int, simulators_port: int, seconds: float) -> None:
    """Print the addresses and the first thing to click."""
    at = "" if port == 80 else f":{port}"
    say(f"""
Mijn Burgerprofiel is up ({seconds:.1f} s).

  Portal             http://mijn.localhost{at}
  Sign-in            http://toegang.localhost{at}
  Desk (staff)       http://balie.localhost{at}
  Simulated MAGDA    http://magda.localhost{at}
  Card reader        http://kaartlezer.localhost{at}
  itsme              http://itsme.localhost{at}   (code 12345)
  A stranger's site  http://gilde.localhost{at}
  Another registry   http://ebox2.localhost{at}
  A case system      http://zaken.localhost{at}
  Reports on data    http://melding.localhost{at}
  Trust for seals    http://vertrouwen.localhost{at}
  Certificates       http://attesten.localhost{at}
  Texts, e-mail      http://sms.localhost{at}  http://post.localhost{at}

Sign in: Aanmelden → eID → choose the card → PIN 1234. Three persons to try:""")
    for name, story in _of_the_folder(simulators_port) if os.environ.get("MAGDA_MOCK_DATA") else PERSONS:
        say(f"  {name:<18} {story}")
    say("\nCtrl-C stops everything.")


def _of_the_folder(simulators_port: int) -> list[tuple[str, str]]:
    """The first three names among the card reader's cards, which lie there best filled first."""
    connection = http.client.HTTPConnection("127.0.0.1", simulators_port, timeout=10)
    try:
        connection.request("POST", "/kaarten", "{}", {"Host": "kaartlezer.localhost"})
        cards = json.loads(connection.getresponse().read())["cards"]
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return []
    finally:
        connection.close()
    stories: dict[str, str] = {}
    for card in cards:
        if not card["defect"]:
            stories.setdefault(card["name"], f"{card['services']} services of your folder have data")
    return list(stories.items())[:3]
