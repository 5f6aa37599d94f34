"""What the sign-in service writes to people: codes, the link of an activation, warnings."""
