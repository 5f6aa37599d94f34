"""The counter: registering who somebody is, the letter, and what went wrong with it later (A4)."""
