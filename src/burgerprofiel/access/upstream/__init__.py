"""Keys whose proof is another OpenID Connect provider's word: itsme, ACM/IDM, another national login (A2, A9).

Which there are, and how each is spoken to, stands in a file of the operator (`configuration`); the rest is one code for
all of them: the question (`question`), our own keys (`own_keys`), the answer and every check of it (`exchange`).
"""
