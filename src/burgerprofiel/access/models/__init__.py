"""The tables of signing in, a file per side of it."""

from burgerprofiel.access.models.activation import Registration
from burgerprofiel.access.models.keys import Account, Challenge, DigitalKey, OneTimeCode, PasskeyLookup, UserName
from burgerprofiel.access.models.protection import Attempt, Restriction
from burgerprofiel.access.models.provider import (
    Client,
    ClientChange,
    Code,
    Consent,
    PushedRequest,
    RefreshToken,
    SeenOnce,
    SigningKey,
    Token,
)
from burgerprofiel.access.models.sessions import Guest, Session, SignIn, Visit
from burgerprofiel.access.models.warnings import WarningLetter

__all__ = [
    "Account",
    "Attempt",
    "Challenge",
    "Client",
    "ClientChange",
    "Code",
    "Consent",
    "DigitalKey",
    "Guest",
    "OneTimeCode",
    "PasskeyLookup",
    "PushedRequest",
    "RefreshToken",
    "Registration",
    "Restriction",
    "SeenOnce",
    "Session",
    "SignIn",
    "SigningKey",
    "Token",
    "UserName",
    "Visit",
    "WarningLetter",
]
