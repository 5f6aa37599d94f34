"""The outside world of seals (vertrouwen.localhost): who issues certificates, time stamps, what was withdrawn."""
