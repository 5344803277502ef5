"""Questions that change rows; the rows of both servers are compared after each."""
