"""What the benchmark of the first load is made of: the server, the agent, and what both stand beside."""
