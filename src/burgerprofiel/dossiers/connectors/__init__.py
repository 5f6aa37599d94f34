"""Systems of bodies that are asked what changed, where they do not tell by themselves."""
