"""The trail: who did what, for whom, on what ground; nobody can change it unseen (features B10, I4)."""
