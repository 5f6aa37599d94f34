"""GTMF as the contract writes it; the parts of the submit body that it leaves open are ours (decision 0047)."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from burgerprofiel.feedback.dataset import Datatype, Property
from burgerprofiel.feedback.life import NAMES, Status, whole

_Text = Annotated[str, Meta(max_length=4000)]
_Short = Annotated[str, Meta(max_length=200)]


class WrongShapeError(Exception):
    """An answer is not what the contract says."""


class Code(Struct, frozen=True):
    """One entry of a code list."""

    code: str = field(name="Code")
    label: str = field(name="Label", default="")


class CodeList(Struct, frozen=True):
    """A datatype that is a list of codes."""

    codes: tuple[Code, ...] = field(name="Codelijst")


class Eigenschap(Struct, frozen=True):
    """A property of a dataset."""

    id: Annotated[str, Meta(min_length=1, max_length=100)] = field(name="Id")
    label: _Short = field(name="Label", default="")
    required: bool = field(name="Verplicht", default=False)
    reportable: bool = field(name="Meldbaar", default=False)
    datatype: str | CodeList = field(name="Datatype", default="String")

    def read(self) -> Property:
        """Return it in our words; a datatype that we do not know is text."""
        codes = self.datatype.codes if isinstance(self.datatype, CodeList) else ()
        name = "" if isinstance(self.datatype, CodeList) else self.datatype
        plain = [each for each in Datatype if each is not Datatype.CODE]
        known = next((each for each in plain if each.value.lower() == name.lower()), Datatype.TEXT)
        return Property(
            id=self.id,
            label=self.label or self.id,
            required=self.required,
            reportable=self.reportable,
            datatype=Datatype.CODE if codes else known,
            codes=tuple((each.code, each.label or each.code) for each in codes),
        )


class Dataset(Struct, frozen=True):
    """`GET /api/v1/datasets/{bron}`."""

    id: str = field(name="Id")
    properties: Annotated[tuple[Eigenschap, ...], Meta(max_length=100)] = field(name="Eigenschappen")


def written(it: Property) -> dict[str, object]:
    """Return a property as the contract writes it."""
    codes = [{"Code": code, "Label": label} for code, label in it.codes]
    return {
        "Id": it.id,
        "Label": it.label,
        "Verplicht": it.required,
        "Meldbaar": it.reportable,
        "Datatype": {"Codelijst": codes} if codes else it.datatype.value,
    }


class Token(Struct, frozen=True):
    """What a token address gives."""

    access_token: str
    expires_in: float = 300.0


class Uploaded(Struct, frozen=True):
    """`POST /api/v1/upload`."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)] = field(name="Url")


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A property of a target: what stands there now, or what should."""

    id: Annotated[str, Meta(min_length=1, max_length=100)] = field(name="Id")
    now: _Text = field(name="HuidigeWaarde", default="")
    proposed: _Text = field(name="VoorgesteldeWaarde", default="")


class Target(Struct, frozen=True, forbid_unknown_fields=True):
    """What a report is about."""

    dataset: Annotated[str, Meta(min_length=1, max_length=60)] = field(name="Dataset")
    values: Annotated[tuple[Value, ...], Meta(min_length=1, max_length=100)] = field(name="Eigenschappen")


class Submitted(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`POST /api/v2/meldingen`."""

    application: _Short = field(name="MeldendeToepassing")
    organisation: _Short = field(name="MeldendeOrganisatie")
    kind: str = field(name="Meldingstype")
    targets: Annotated[tuple[Target, ...], Meta(min_length=1, max_length=20)] = field(name="heeftDoelwitten")
    reference: _Short = field(name="MeldersReferentie", default="")
    summary: _Text = field(name="Samenvatting", default="")
    attachment: Annotated[str, Meta(max_length=2000)] = field(name="Bijlage", default="")
    geometry: object = field(name="Geometrie", default=None)


class State(Struct, frozen=True):
    """A status."""

    code: int = field(name="Code")
    label: str = field(name="Label", default="")


class Objekt(Struct, frozen=True):
    """One object of a report, as its handler left it."""

    id: str = field(name="Id")
    state: State = field(name="Status")
    told: str = field(name="ToelichtingMelder", default="")


class Melding(Struct, frozen=True):
    """`GET /api/v2/meldingen/{id}`."""

    id: Annotated[str, Meta(min_length=1, max_length=100)] = field(name="Id")
    objects: Annotated[tuple[Objekt, ...], Meta(min_length=1, max_length=20)] = field(name="Meldingsobjecten")
    reference: str = field(name="MeldersReferentie", default="")

    @property
    def status(self) -> Status:
        """Where the whole stands. Raises WrongShapeError for a code that the contract does not know."""
        try:
            found = whole(Status(each.state.code) for each in self.objects)
        except ValueError as error:
            raise WrongShapeError("A status is none that the contract knows.") from error
        if found is Status.WITHDRAWN:
            raise WrongShapeError("A status is none that the contract knows.")
        return found

    @property
    def told(self) -> str:
        """What the handlers said to the reporter."""
        return "\n".join(dict.fromkeys(each.told.strip()[:4000] for each in self.objects if each.told.strip()))


class Page(Struct, frozen=True):
    """`GET /api/v2/meldingen/`."""

    items: tuple[Melding, ...] = field(name="Meldingen")


class Explained(Struct, frozen=True, forbid_unknown_fields=True):
    """What a handler says with a status."""

    told: _Text = field(name="ToelichtingMelder", default="")
    internal: _Text = field(name="ToelichtingIntern", default="")


def state(status: Status) -> dict[str, object]:
    """Return a status as the contract writes it."""
    return {"Code": status.value, "Label": NAMES[status]}


encode = msgspec.json.encode
