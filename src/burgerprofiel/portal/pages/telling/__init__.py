"""How a citizen wants to be told (E2, C5): one page, and the link that ends e-mail of one group."""
