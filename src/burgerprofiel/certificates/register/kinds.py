"""The ten certificates of the National Register: what each shows, and when one needs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.sources.connectors.magda.services import geef_attest

THEME = "family"
"""Who acts under a mandate for this theme may have them: they tell what it tells."""


@dataclass(frozen=True)
class RegisterKind:
    """One of them. Texts are in the reader's language when they are called for."""

    name: str
    """Ours for it (`geef_attest.NAMES`): stands in addresses."""
    title: Callable[[], str]
    explanation: Callable[[], str]

    def file_name(self, language: str) -> str:
        """What a document of it is called as a file: its title in the document's language."""
        with translation.override(language):
            return f"{self.title()}.pdf"


_ALL = (
    RegisterKind(
        "household",
        lambda: _("Household composition"),
        lambda: _(
            "It shows who lives at your address and how you are related. You need it for child benefit, a study "
            "grant, social housing or a lower price."
        ),
    ),
    RegisterKind(
        "residence",
        lambda: _("Main residence"),
        lambda: _("It shows where you live and since when. You need it to rent, for a bank or for a school."),
    ),
    RegisterKind(
        "residence-history",
        lambda: _("Main residence with former addresses"),
        lambda: _("It shows where you live and where you lived before. You need it when somebody asks for your past."),
    ),
    RegisterKind(
        "life",
        lambda: _("Proof of life"),
        lambda: _("It shows that you are alive. Foreign pension services and insurers ask for it each year."),
    ),
    RegisterKind(
        "nationality",
        lambda: _("Belgian nationality"),
        lambda: _("It shows that you are a Belgian. You need it for some jobs and for authorities in other countries."),
    ),
    RegisterKind(
        "voter",
        lambda: _("Belgian voter"),
        lambda: _("It shows that you may vote. You need it to stand for election or to support a list."),
    ),
    RegisterKind(
        "registers",
        lambda: _("Extract from the registers"),
        lambda: _(
            "It shows what the registers say of you: name, birth, address, nationality and civil status. You need it "
            "when one certificate must say all of that."
        ),
    ),
    RegisterKind(
        "marriage",
        lambda: _("Residence with a view to a marriage"),
        lambda: _("It shows where you live and your civil status. You need it to marry in another municipality."),
    ),
    RegisterKind(
        "cohabitation",
        lambda: _("Legal cohabitation"),
        lambda: _("It shows with whom you cohabit legally and since when. You need it for a notary or an insurer."),
    ),
    RegisterKind(
        "last-wishes",
        lambda: _("Burial and rites"),
        lambda: _("It shows what you declared about your burial or cremation and its rites."),
    ),
)
REGISTER: dict[str, RegisterKind] = {kind.name: kind for kind in _ALL}
"""By name, in the order in which they are offered."""
LANGUAGES = geef_attest.LANGUAGES
