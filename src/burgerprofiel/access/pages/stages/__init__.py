"""What the citizen decides between an application's question and its answer."""
