"""How words are compared when people search: accents, capitals and signs make no difference."""

import re
import unicodedata


def folded(text: str) -> str:
    """Lower case without accents, so that `Zoe` finds `Zoë` and `strasse` finds `Straße`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def bare(text: str) -> str:
    """Letters and digits only: `85.07.30` is found by `850730`."""
    return re.sub(r"[\W_]+", "", text)
