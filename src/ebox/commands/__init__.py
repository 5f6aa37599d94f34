"""The commands, a file per what one wants."""
