"""Both servers side by side on the same rows."""

import reference

from . import rows
from .answer import Comparable
from .program import Depot


class Side:
    """One of the two servers, with its file and a token."""

    def __init__(self, server):
        self.server = server
        self.store = rows.Store(server.database)
        self.authorization = {"Authorization": "Token token=" + server.token()}

    def ask(self, question):
        answer = self.server.request(question.method, "/v1/" + question.target, question.body,
                                     {**self.authorization, **question.headers})
        return Comparable(answer, self.server.port)


class Finding:
    """What both answered to one question, and where they differ."""

    def __init__(self, library, depot):
        self.library, self.depot = library, depot
        self.parts = library.differences(depot)

    def __str__(self):
        return "differ in %s\nlibrary: %s\ndepot:   %s" % (
            ", ".join(self.parts), self.library, self.depot)


class Twins:
    """The real library and the depot; `stop` ends both."""

    def __init__(self):
        self.library = self.depot = None
        try:
            server = reference.ReferenceServer()
            self.library = Side(server)
            rows.add_more(server.database)
            self.depot = Side(Depot())
            rows.copy_to_depot(self.library.store, self.depot.store)
        except BaseException:
            self.stop()
            raise
        for side in (self.library, self.depot):
            side.store.remember()

    def stop(self):
        for side in (self.library, self.depot):
            if side is not None:
                side.server.stop()

    def ask(self, question):
        """Puts the question to both; afterwards both hold again what they held before."""
        library, depot = self.library.ask(question), self.depot.ask(question)
        if question.method not in ("GET", "HEAD", "OPTIONS"):
            library.rows, depot.rows = self.library.store.changes(), self.depot.store.changes()
        return Finding(library, depot)
