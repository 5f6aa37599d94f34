"""Addresses without anybody's register: street and number as typed, municipality and postcode from our table."""

from __future__ import annotations

from burgerprofiel.people.addresses import towns
from burgerprofiel.people.addresses.address import Address, Question
from burgerprofiel.people.addresses.source import MOST


class ByTable:
    """Always there; checks the municipality only."""

    def find(self, question: Question) -> list[Address]:
        """Return the address as typed, in each municipality that can be meant."""
        return [
            Address(
                street=question.street,
                number=question.number,
                box=question.box,
                postcode=town.postcode,
                municipality=town.name,
                nis=town.nis,
            )
            for town in towns.meant_by(question.where)[:MOST]
        ]
