"""Certificates (D3–D5, D7): fetched from their sources or made and sealed here, and verifiable by anyone."""
