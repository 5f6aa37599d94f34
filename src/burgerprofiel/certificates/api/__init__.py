"""What programs ask of certificates, on the host for them."""
