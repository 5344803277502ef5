"""A private PostgreSQL, and the real Flask-Restless over it with two workers."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import psycopg2.extras
import reference

from .process import ServerProcess, answers, free_port


class PostgreSQL(ServerProcess):
    """A cluster in a folder of its own; it refuses to run as root, so there it runs as another user."""

    def __init__(self):
        super().__init__("postgresql")
        self.user = "postgres" if os.getuid() == 0 else None
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        self.port = free_port()
        data = self.file("data")
        subprocess.run(
            [self.program("initdb"), "--pgdata", data, "--username", "smart", "--auth", "trust",
             "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True, capture_output=True, user=self.user, cwd=self.folder)
        self.start(
            [self.program("postgres"), "-D", data, "-p", str(self.port),
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
             "-c", "fsync=off", "-c", "timezone=Africa/Kigali"],
            self.is_ready, user=self.user)

    @staticmethod
    def program(name):
        """The newest that Debian installed, else the one on the path."""
        versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin/" + name)]
        newest = sorted(versions, key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))])
        return str(newest[-1]) if newest else shutil.which(name) or name

    def is_ready(self):
        with contextlib.suppress(psycopg2.Error):
            if answers(self.port):
                self.connection("postgres").close()
                return True
        return False

    def connection(self, database):
        return psycopg2.connect(host="127.0.0.1", port=self.port, user="smart", dbname=database)

    def create(self, name):
        """An empty database; its address."""
        with contextlib.closing(self.connection("postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute('CREATE DATABASE "%s"' % name)
        return "postgresql://smart@127.0.0.1:%d/%s" % (self.port, name)

    def stop(self, gently=signal.SIGINT):
        # A fast shutdown: SIGTERM would wait for whoever is still connected.
        super().stop(gently)


class PostgreSQLServer(reference.ReferenceServer):
    """The reference server of the interop suite, on PostgreSQL and with two workers."""

    def __init__(self, postgresql):
        self.postgresql = postgresql
        address = postgresql.create("smart")
        environment = {"INTEROP_DATABASE": address,
                       "INTEROP_TOKENS": postgresql.file("tokens.sqlite")}
        subprocess.run([sys.executable, "-W", "ignore", "seed.py"], cwd=reference.HERE, check=True,
                       env={**os.environ, **environment})
        super().__init__(workers=2, **environment)

    def rows(self, sql, *values):
        """Rows straight from PostgreSQL, as dictionaries."""
        with contextlib.closing(self.postgresql.connection("smart")) as connection:
            with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(sql.replace("?", "%s"), values)
                return [dict(row) for row in cursor.fetchall()]
