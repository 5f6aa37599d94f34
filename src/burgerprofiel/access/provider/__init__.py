"""The platform's own OpenID Connect provider (features A1, A9) on authlib; addresses of contracts/mbp.md §5.1."""
