"""A simulated itsme (itsme.localhost): OpenID Connect as itsme documents it for its partners, and no more than that.

Signed notes instead of secrets (private_key_jwt, checked against the partner's published keys), id_token and userinfo
signed and then encrypted for the partner, `acr_basic` or `acr_advanced`, the claims under `http://itsme.services/v2/`.
"""
