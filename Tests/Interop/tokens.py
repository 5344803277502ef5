"""The tokens that were given out: in memory for one worker, in a file where several share them."""

import contextlib
import sqlite3


def opened(path):
    """The tokens of one worker, or those in that file."""
    return TokenFile(path) if path else {}


class TokenFile:
    """Who has which token until when, as far as a dictionary of them is used."""

    def __init__(self, path):
        self.path = path
        with self.connection() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS token (token PRIMARY KEY, user, expires)")

    @contextlib.contextmanager
    def connection(self):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            yield connection

    def get(self, token):
        with self.connection() as connection:
            return connection.execute(
                "SELECT user, expires FROM token WHERE token = ?", (token,)).fetchone()

    def __setitem__(self, token, entry):
        with self.connection() as connection:
            connection.execute("REPLACE INTO token VALUES (?, ?, ?)", (token, *entry))

    def pop(self, token, _default=None):
        with self.connection() as connection:
            connection.execute("DELETE FROM token WHERE token = ?", (token,))

    def clear(self):
        with self.connection() as connection:
            connection.execute("DELETE FROM token")
