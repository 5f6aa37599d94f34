"""The outside world of the eID: a card reader, cards, the authority that issued them, its OCSP service, an extension.

It speaks public contracts only: the messages of web-eid.js, X.509, OCSP (RFC 6960).
"""
