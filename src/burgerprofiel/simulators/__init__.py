"""The outside world of the demo and the tests. Speaks only the public contracts; nothing imports it."""
