"""The seal: who made a certificate, that nothing was changed since, and when; provable for as long as it is kept."""
