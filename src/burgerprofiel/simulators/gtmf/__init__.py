"""The government's desk for reports on its data, at `melding.localhost`: it speaks GTMF (contracts/mbp.md §6).

It assigns by OVO code by itself, lets a visitor play the handler, and goes wrong to order.
"""
