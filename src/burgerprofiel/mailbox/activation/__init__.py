"""Activating a box, changing its e-mail address, stopping it and starting it again (C3)."""
