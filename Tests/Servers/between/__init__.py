"""What stands between a laptop and its server: a proxy with a password, a server that misbehaves."""
