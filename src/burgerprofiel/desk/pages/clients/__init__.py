"""The applications that sign citizens in, on screen: to read, to propose, and for a second pair of eyes (A9)."""
