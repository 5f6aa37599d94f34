"""A push service and the browsers behind it (RFC 8030, 8188, 8291, 8292): takes, checks who pushes, opens, shows."""
