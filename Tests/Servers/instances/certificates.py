"""Certificates for a test: an authority of its own, and servers' that are right, expired or wrong."""

import os
import subprocess
from pathlib import Path

NAMES = "DNS:localhost,IP:127.0.0.1,IP:::1"
CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]


class Authority:
    """Signs certificates with the `openssl` program in a folder.

    Each has a name of its own: among authorities of one name OpenSSL stops at the first it finds, and a
    test that the second is not trusted would prove nothing.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.certificate = str(self.folder / "authority.pem")
        self.openssl("req", "-x509", *CURVE, "-days", "2", "-subj", "/CN=authority " + os.urandom(8).hex(),
                     "-keyout", "authority.key", "-out", "authority.pem")
        # `ca` is the one command that takes the days of a certificate as they are given.
        Path(self.folder, "index.txt").write_text("")
        Path(self.folder, "ca.conf").write_text(
            "[ca]\ndefault_ca = own\n[own]\ndatabase = index.txt\nnew_certs_dir = .\n"
            "certificate = authority.pem\nprivate_key = authority.key\nrand_serial = yes\n"
            "default_md = sha256\npolicy = any\ncopy_extensions = copy\nunique_subject = no\n"
            "[any]\ncommonName = supplied\n")

    def openssl(self, *arguments):
        """Runs one command of openssl in the folder."""
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def sign(self, name, names=NAMES, first="20200101000000Z", last="20990101000000Z"):
        """A key and a certificate for a server; the paths of both."""
        self.openssl("req", "-new", *CURVE, "-subj", "/CN=" + name, "-keyout", name + ".key",
                     "-out", name + ".csr", "-addext", "subjectAltName=" + names)
        self.openssl("ca", "-batch", "-config", "ca.conf", "-in", name + ".csr", "-out",
                     name + ".pem", "-startdate", first, "-enddate", last, "-notext")
        return str(self.folder / (name + ".key")), str(self.folder / (name + ".pem"))

    def self_signed(self, name):
        """A key and a certificate that only itself vouches for; the paths of both."""
        self.openssl("req", "-x509", *CURVE, "-days", "2", "-subj", "/CN=" + name, "-keyout",
                     name + ".key", "-out", name + ".pem", "-addext", "subjectAltName=" + NAMES)
        return str(self.folder / (name + ".key")), str(self.folder / (name + ".pem"))
