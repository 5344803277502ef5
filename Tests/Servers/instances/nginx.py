"""A private nginx: TLS, HTTP/2, gzip and short idle time-outs in front of a plain server."""

import contextlib
import getpass
import os
import shutil
import signal
import ssl
import time
from pathlib import Path

from .certificates import Authority
from .process import ServerProcess, answers, free_port

CONFIGURATION = """
%(user)s
daemon off;
worker_processes 1;
pid %(folder)s/nginx.pid;
error_log %(folder)s/error.log info;
events { worker_connections 64; }
http {
  log_format exchange '$server_protocol|$request_method|$request_uri|$status|'
                      '$sent_http_content_encoding|$connection|$http_accept_encoding';
  access_log %(folder)s/access.log exchange;
  client_body_temp_path %(folder)s/body;
  proxy_temp_path %(folder)s/proxy;
  fastcgi_temp_path %(folder)s/fastcgi;
  uwsgi_temp_path %(folder)s/uwsgi;
  scgi_temp_path %(folder)s/scgi;
  keepalive_timeout 1s;
  keepalive_requests 25;
  gzip on;
  gzip_min_length 1;
  gzip_types application/json;
  gzip_proxied any;
  server {
    listen 127.0.0.1:%(port)d ssl http2;
    listen [::1]:%(port)d ssl http2;
    ssl_certificate %(folder)s/shown.pem;
    ssl_certificate_key %(folder)s/shown.key;
    location / {
      proxy_pass %(behind)s;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Accept-Encoding "";
    }
  }
}
"""


class Nginx(ServerProcess):
    """One nginx; `show` changes the certificate it presents while it runs."""

    def __init__(self, behind):
        super().__init__("nginx")
        self.authority = Authority(self.folder)
        self.certificates = {
            "right": self.authority.sign("right"),
            "expired": self.authority.sign("expired", last="20210101000000Z"),
            "not-yet-valid": self.authority.sign("not-yet-valid", first="20980101000000Z"),
            "another-name": self.authority.sign("another-name", names="DNS:other.example.org"),
            "self-signed": self.authority.self_signed("self-signed"),
        }
        self.port = free_port()
        self.url = "https://127.0.0.1:%d" % self.port
        self.lay_out("right")
        configuration = self.file("nginx.conf", CONFIGURATION % {
            "folder": self.folder, "port": self.port, "behind": behind,
            "user": "user root;" if getpass.getuser() == "root" else ""})
        self.start(
            [self.program(), "-p", self.folder, "-c", configuration, "-e", self.file("error.log")],
            lambda: answers(self.port))

    @staticmethod
    def program():
        return next(path for path in ("/usr/sbin/nginx", "/usr/local/bin/nginx", "nginx")
                    if path == "nginx" or Path(path).exists())

    def lay_out(self, name):
        key, certificate = self.certificates[name]
        shutil.copyfile(key, self.file("shown.key"))
        shutil.copyfile(certificate, self.file("shown.pem"))

    def show(self, name):
        """Presents the certificate of that name, and no other, from now on."""
        self.lay_out(name)
        former = self.workers()
        os.kill(self.process.pid, signal.SIGHUP)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            # A former worker goes on accepting for a while beside the new one.
            if not former & self.workers() and self.presents(name):
                return
            time.sleep(0.05)
        raise RuntimeError("nginx did not take the certificate:\n" + self.words())

    def presents(self, name):
        """Whether a new connection is shown the certificate of that name."""
        wanted = Path(self.certificates[name][1]).read_text().strip()
        with contextlib.suppress(OSError):
            return ssl.get_server_certificate(("127.0.0.1", self.port)).strip() == wanted
        return False

    def workers(self):
        """The processes that accept connections, as numbers."""
        children = Path("/proc/%d/task/%d/children" % (self.process.pid, self.process.pid))
        return set(children.read_text().split())

    def exchanges(self):
        """The requests so far, oldest first."""
        names = ("protocol", "method", "path", "status", "encoding", "connection", "accepts")
        lines = Path(self.folder, "access.log").read_text().splitlines()
        return [dict(zip(names, line.split("|"))) for line in lines]
