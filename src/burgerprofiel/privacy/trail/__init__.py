"""The trail in plain words: whatever the product writes in it, a citizen reads who, what, on which ground and when."""
