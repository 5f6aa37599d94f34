"""Where content lies: encrypted objects, named after what they hold."""
