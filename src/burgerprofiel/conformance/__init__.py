"""Does a system of somebody else keep to the eBox contracts? For their registry and for their portal.

It speaks HTTP only and knows nothing of this product's inside, so that anybody can hold it against anything.
"""
