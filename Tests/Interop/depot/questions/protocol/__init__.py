"""Questions about HTTP: methods, paths, content types, headers, odd arguments."""
