"""A municipality's case system at `zaken.localhost`: it tells what changed to who asks, and goes wrong to order.

It speaks the change feed of contracts/mbp.md §2.7 and pushes nothing.
"""
