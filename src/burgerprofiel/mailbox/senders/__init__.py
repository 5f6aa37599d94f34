"""Who may send what to which kind of box (feature C12, contracts/ebox.md A.1): by file, or on a staff screen."""
