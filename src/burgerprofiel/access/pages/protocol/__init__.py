"""What applications ask: addresses and answers as OAuth and OpenID Connect name them."""
