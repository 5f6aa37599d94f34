"""Webhooks: events of the feed, brought to the address of who wants them (CloudEvents 1.0)."""
