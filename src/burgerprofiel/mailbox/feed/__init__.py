"""The numbered feed of what happened to messages (contracts/ebox.md A.5): who asks behind a number misses nothing."""
