"""The room of feedback: “Is this right?” under every fact, and what became of the answer (B9).

A citizen confirms a fact, or reports that it is wrong or incomplete. The report goes to whoever holds the fact: to its
system by GTMF (contracts/mbp.md §6), or to the people at the desk who handle it for a source without a system.
"""
