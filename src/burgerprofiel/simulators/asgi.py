"""The simulators' process: each simulated part of the outside world under its own host name."""

import gc
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Host, Route, Router

from burgerprofiel.simulators.addresses import server as addresses
from burgerprofiel.simulators.card_reader import server as card_reader
from burgerprofiel.simulators.cases import server as cases
from burgerprofiel.simulators.certificates import server as certificates
from burgerprofiel.simulators.gtmf import server as gtmf
from burgerprofiel.simulators.guild import server as guild
from burgerprofiel.simulators.itsme import server as itsme
from burgerprofiel.simulators.magda import server as magda
from burgerprofiel.simulators.post import server as post
from burgerprofiel.simulators.post import smtp
from burgerprofiel.simulators.push import server as push
from burgerprofiel.simulators.registry import server as registry
from burgerprofiel.simulators.trust import server as trust


async def live(_request: Request) -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("ok\n")


async def icon(_request: Request) -> Response:
    """`/favicon.ico`, which browsers ask for unasked: there is none."""
    return Response(status_code=204)


HOSTS: dict[str, Callable[[], Sequence[BaseRoute]]] = {
    "magda.localhost": magda.routes,
    "kaartlezer.localhost": card_reader.routes_reader,
    "ocsp.localhost": card_reader.routes_ocsp,
    "itsme.localhost": itsme.routes,
    "gilde.localhost": guild.routes,
    "sms.localhost": post.routes_sms,
    "post.localhost": post.routes_post,
    registry.HOST: registry.routes,
    cases.HOST: cases.routes,
    trust.HOST: trust.routes,
    certificates.HOST: certificates.routes,
    addresses.HOST: addresses.routes,
    gtmf.HOST: gtmf.routes,
    push.HOST: push.routes,
}
"""Host name → its routes."""

application = Starlette(
    routes=[
        Route("/status/live", live),
        Route("/favicon.ico", icon),
        *(Host(name, Router(routes())) for name, routes in HOSTS.items()),
    ],
    lifespan=lambda _application: smtp.listening(post.deliver, post.is_closed),
)

gc.collect()
gc.freeze()  # what was loaded stays: a pause of the outside world's collector would look like a slow portal
