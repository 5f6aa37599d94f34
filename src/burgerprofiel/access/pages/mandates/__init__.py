"""The citizen's mandates on the sign-in host: giving, accepting, limiting and ending them (A11).

Only in one's own name: no page here knows for whom somebody may be acting elsewhere, so nobody gives on in another's.
"""
