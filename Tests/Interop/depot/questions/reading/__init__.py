"""Questions that change nothing: what `q` may carry and what a page looks like."""
