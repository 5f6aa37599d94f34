"""What comes back of letters and texts: bounces (RFC 3464), complaints (RFC 5965), receipts of a gateway (E4)."""
