"""What very many are told alike: its words lie here once, each recipient has a row that points to them (C17, E1)."""

from burgerprofiel.notices.announcements.queries import contents

__all__ = ["contents"]
