"""An organisation's mail as work: where it goes, who handles it, until when; nothing stays unseen (C13)."""
