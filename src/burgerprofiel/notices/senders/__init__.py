"""The systems of bodies that send notices: who they are, which programs speak for them, in whose look (§3.1)."""
