"""Another body's eBox registry at `ebox2.localhost`: it speaks the public contract only, and goes wrong to order."""
