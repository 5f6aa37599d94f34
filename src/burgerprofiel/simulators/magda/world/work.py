"""What the work sources know of the cast: jobs, self-employment, quarters, functions and breaks."""

from burgerprofiel.simulators.magda.offer import Offer
from burgerprofiel.simulators.magda.world import work_career, work_contracts, work_quarters

_OLD = "http://webservice.{}dienst-{}.vip.vlaanderen.be"

OFFERS = (
    Offer(
        "Werk",
        "GeefWerkrelaties",
        "02.00.0000",
        _OLD.format("geefwerkrelaties", "02_00.werk-02_00"),
        work_contracts.write,
    ),
    Offer(
        "Werk",
        "GeefLoopbaanARZA",
        "02.01.0000",
        _OLD.format("geefloopbaanarza", "02_01.werk-02_01"),
        work_career.write_self_employment,
    ),
    Offer(
        "Werk",
        "GeefDmfaVoorWerknemer",
        "03.00.0000",
        "http://magda.vlaanderen.be/werk/soap/geefdmfavoorwerknemer/v03_00",
        work_quarters.write,
    ),
    Offer(
        "Onderneming",
        "GeefFuncties",
        "02.00.0000",
        _OLD.format("geeffuncties", "02_00.onderneming-02_00"),
        work_career.write_functions,
    ),
    Offer(
        "Werk",
        "GeefLoopbaanonderbrekingen",
        "02.00.0000",
        _OLD.format("geefloopbaanonderbrekingen", "02_00.werk-02_00"),
        work_career.write_breaks,
    ),
)
