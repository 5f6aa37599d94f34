"""Whether a seal holds (D5): anybody shows a PDF, and reads who sealed it, when, and whether it was changed since.

A stranger's PDF is never read in the process that serves others: `apart.py` hands it to `reader.py`, which lives alone,
with little memory and time, without secrets; what `judging.py` finds there comes back as an `Examined` (`verdict.py`).
"""
