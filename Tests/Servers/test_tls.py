"""Who vouches for the server: certificates that are right, and those that must be refused."""

import json
import shutil
import subprocess
import unittest
from pathlib import Path

from instances.certificates import Authority
from instances.nginx import Nginx
from story import ServersTestCase

INCOMPATIBLE = 9
SYSTEM = "/etc/ssl/certs"


def can_unshare():
    """Whether this machine lets a process have its own view of the file system."""
    return subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0


NAMESPACE = ["unshare", "--map-root-user", "--mount"]


class TLSTestCase(ServersTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nginx = cls.started(Nginx(cls.depot.url))

    def setUp(self):
        self.nginx.show("right")

    def other_authority(self):
        folder = Path(self.nginx.folder, self._testMethodName)
        folder.mkdir()
        return Authority(folder).certificate

    def started_laptop(self):
        return self.laptop(self.nginx.url).start(options=["--cacert", self.nginx.authority.certificate])


class TrustTests(TLSTestCase):
    def test_a_file_of_certificates_is_kept_by_init(self):
        laptop = self.started_laptop()
        kept = json.loads(Path(laptop.home, "config.json").read_text())
        self.assertEqual(kept["cacert"], self.nginx.authority.certificate)
        self.work_a_day(laptop, "with an authority of our own")

    def test_the_environment_goes_before_the_configuration(self):
        laptop = self.started_laptop()
        laptop.variables = {"FIELDSYNC_CACERT": self.other_authority()}
        summary = laptop.sync(code=INCOMPATIBLE)
        self.assertEqual(summary["notes"], [{"note": "stopped", "code": "certificate-untrusted"}])

    def test_the_option_goes_before_the_environment(self):
        laptop = self.laptop(self.nginx.url, FIELDSYNC_CACERT=self.other_authority())
        laptop.run("init", "--server", self.nginx.url, "--resources", "shops",
                   "--cacert", self.nginx.authority.certificate)
        laptop.variables = {}
        laptop.log_in()

    def test_a_file_without_a_certificate_is_refused_at_once(self):
        laptop = self.laptop(self.nginx.url)
        empty = Path(laptop.home, "empty.pem")
        empty.touch()
        for file, code in ((str(empty), "bad-configuration"), ("/nowhere.pem", "file-unreadable")):
            answer = laptop.run("init", "--server", self.nginx.url, "--cacert", file, code=1)
            self.assertEqual(answer.json["error"]["code"], code)
        self.assertFalse(Path(laptop.home, "config.json").exists())

    def test_an_address_of_ipv6_is_a_name_too(self):
        url = "https://[::1]:%d" % self.nginx.port
        laptop = self.laptop(url).start(options=["--cacert", self.nginx.authority.certificate])
        self.work_a_day(laptop, "by way of ::1")


@unittest.skipUnless(can_unshare(), "this machine allows no mount namespaces")
class SystemTrustTests(TLSTestCase):
    """The system's certificates are replaced for the program alone, in a mount namespace of its own."""

    def trusting(self, laptop, certificate):
        """The laptop as it is where the system trusts that certificate."""
        folder = Path(self.nginx.folder, self._testMethodName + "-system")
        folder.mkdir()
        shutil.copyfile(certificate, folder / "ca-certificates.crt")
        shutil.copyfile(certificate, folder / "own.pem")
        subprocess.run(["openssl", "rehash", folder], check=True, capture_output=True)
        laptop.prefix = [*NAMESPACE, "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"',
                         str(folder), SYSTEM]
        return laptop

    def test_the_systems_authorities_are_trusted_without_a_word(self):
        laptop = self.trusting(self.laptop(self.nginx.url), self.nginx.authority.certificate)
        self.work_a_day(laptop.start(), "with the system's trust")
        laptop.prefix = []
        summary = laptop.sync(code=INCOMPATIBLE)
        self.assertEqual(summary["notes"][0]["code"], "certificate-untrusted")

    def test_a_file_of_certificates_stands_instead_of_the_systems(self):
        laptop = self.trusting(self.laptop(self.nginx.url), self.nginx.authority.certificate)
        laptop.run("init", "--server", self.nginx.url, "--cacert", self.other_authority())
        answer = laptop.run("login", "--user", "tech", "--password-stdin", given="tech\n",
                            code=INCOMPATIBLE)
        self.assertEqual(answer.json["error"]["code"], "certificate-untrusted")


class RefusedCertificateTests(TLSTestCase):
    def assertRefused(self, name, code, words):
        laptop = self.started_laptop()
        laptop.add("product_notes", product_imei=self.unit, note_text=name)
        self.nginx.show(name)
        before = self.nginx.exchanges()
        summary = laptop.sync(code=INCOMPATIBLE)
        self.assertEqual(summary["notes"], [{"note": "stopped", "code": code}])
        self.assertEqual(summary["exit_codes"], [INCOMPATIBLE])
        self.assertEqual((summary["requests"], summary["bytes_sent"]), (1, 0))
        self.assertIn(words, summary["warnings"][0])
        self.assertEqual((summary["waiting"], summary["pushed"]["unknown"]), (1, 0))
        answer = laptop.run("login", "--user", "tech", "--password-stdin", given="tech\n",
                            code=INCOMPATIBLE)
        self.assertEqual(answer.json["error"]["code"], code)
        self.assertEqual(self.nginx.exchanges(), before)
        self.nginx.show("right")
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)
        self.assertEqual(self.notes(name), 1)

    def test_one_that_has_expired(self):
        self.assertRefused("expired", "certificate-date", "clock")

    def test_one_that_is_not_valid_yet(self):
        self.assertRefused("not-yet-valid", "certificate-date", "clock")

    def test_one_that_nobody_else_signed(self):
        self.assertRefused("self-signed", "certificate-untrusted", "--cacert")

    def test_one_that_is_made_out_to_another_name(self):
        self.assertRefused("another-name", "certificate-name", "another name")

    def test_the_sentence_is_french_for_the_french(self):
        laptop = self.started_laptop()
        self.nginx.show("expired")
        laptop.variables = {"LANG": "fr_FR.UTF-8"}
        summary = laptop.sync(code=INCOMPATIBLE)
        self.assertIn("vérifiez l'horloge de cet ordinateur", summary["warnings"][0])
