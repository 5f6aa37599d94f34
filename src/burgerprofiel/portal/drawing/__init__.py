"""Pictures: where everything stands in an SVG, worked out on the server, with words and a table behind each."""
