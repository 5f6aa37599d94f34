"""Seals: how many a second on a ready document, beside a bare signature (CMS, EC P-256) over the same bytes.

Needs Django set up for the demo. Two processes, one seal after another; the services of trust are the demo's.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PROCESSES = 2


@dataclass(frozen=True)
class Sealed:
    """What two processes did."""

    per_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    """CPU of our process, for one."""
    bare_ms: float
    """CPU of a bare signature over the same bytes."""
    octets: int
    """What the seal adds."""

    @property
    def ratio(self) -> float:
        """How many bare signatures a seal costs."""
        return self.cpu_ms / self.bare_ms


def measure(seconds: float) -> Sealed:
    """Seal for so long in each process."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn, initializer=_ready, initargs=(dict(os.environ),)) as pool:
        list(pool.map(_work, [0.5] * PROCESSES))
        done = list(pool.map(_work, [seconds] * PROCESSES))
        bare = pool.submit(_bare).result()
    times = sorted(took for each in done for took in each[0])
    cpu, octets = sum(each[1] for each in done), done[0][2]
    return Sealed(
        per_second=len(times) / seconds,
        p50_ms=times[len(times) // 2] * 1000,
        p95_ms=times[len(times) * 19 // 20] * 1000,
        cpu_ms=cpu / len(times) * 1000,
        bare_ms=bare * 1000,
        octets=octets,
    )


def _ready(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    import django

    django.setup()


def document() -> bytes:
    """Return a certificate of the demo, not sealed."""
    from benchmarks.certificates import wanted
    from burgerprofiel.certificates import codes, documents

    kind, language, content = next(wanted())
    return documents.made(kind, language, content, codes.new(), date(2026, 3, 14))


def _work(seconds: float) -> tuple[list[float], float, int]:
    """Return how long each took, the CPU of all, and what one added."""
    from burgerprofiel.certificates.seal import actions

    pdf = document()
    added = len(actions.seal(pdf, reason="Bench").pdf) - len(pdf)
    times: list[float] = []
    began, cpu = time.monotonic(), time.process_time()
    while time.monotonic() - began < seconds:
        one = time.monotonic()
        actions.seal(pdf, reason="Bench")
        times.append(time.monotonic() - one)
    return times, time.process_time() - cpu, added


def _bare() -> float:
    """Return the CPU of one bare signature, in seconds."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
    from cryptography.x509.oid import NameOID

    key, now, pdf = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC), document()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")])
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(pdf).add_signer(own, key, hashes.SHA256())
    times, began = 200, time.process_time()
    for _each in range(times):
        builder.sign(Encoding.DER, options)
    return (time.process_time() - began) / times
