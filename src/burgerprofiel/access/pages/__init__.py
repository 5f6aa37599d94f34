"""What browsers and applications ask of us, one file per door; thin."""
