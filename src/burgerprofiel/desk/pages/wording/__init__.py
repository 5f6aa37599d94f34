"""The words of notices that bodies send, on screen: written in four languages, looked at as they arrive, then kept."""
