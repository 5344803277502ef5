"""A network whose only way out is a proxy that wants a password."""

from pathlib import Path

from between.tunnel import TunnelProxy
from instances.nginx import Nginx
from instances.process import free_port
from story import ServersTestCase

FAILED, OFFLINE = 1, 5
# As a person writes it, and as it must be written into an address.
PASSWORD, ENCODED = "s3cret:w@rd", "s3cret%3Aw%40rd"


class ProxyTests(ServersTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nginx = cls.started(Nginx(cls.depot.url))
        cls.destination = "127.0.0.1:%d" % cls.nginx.port

    def setUp(self):
        self.proxy = TunnelProxy("amina", PASSWORD)
        self.addCleanup(self.proxy.stop)

    def started_laptop(self):
        laptop = self.laptop(self.nginx.url, https_proxy=self.way())
        return laptop.start(options=["--cacert", self.nginx.authority.certificate])

    def way(self, password=ENCODED, port=None):
        return "http://amina:%s@127.0.0.1:%d" % (password, port or self.proxy.port)

    def test_the_day_goes_through_the_proxy(self):
        laptop = self.started_laptop()
        self.work_a_day(laptop, "through the proxy")
        self.assertEqual(set(self.proxy.asked), {(self.destination, 200)})

    def test_a_tunnel_that_is_being_made_is_not_offline(self):
        # nginx ends a connection after 25 requests; libcurl 7.88 then hands what waits to the next one
        # while its handshake in the tunnel still goes on, and fails.
        self.proxy.pause = 0.1
        laptop = self.started_laptop()
        self.assertGreater(len(self.proxy.asked), 2)
        self.assertAgreed(laptop)

    def assertStopped(self, laptop, code, reason, words):
        """A run with a note to send that ends before anything reached the server."""
        text = self._testMethodName
        laptop.add("product_notes", product_imei=self.unit, note_text=text)
        before = self.nginx.exchanges()
        summary = laptop.sync(code=code)
        self.assertEqual(summary["notes"], [{"note": "stopped", "code": reason}])
        self.assertEqual((summary["exit_codes"], summary["requests"]), ([code], 1))
        self.assertEqual((summary["waiting"], summary["pushed"]["unknown"]), (1, 0))
        self.assertIn(words, summary["warnings"][0])
        self.assertEqual(self.nginx.exchanges(), before)
        laptop.variables = {"https_proxy": self.way()}
        self.proxy.forbidden = self.proxy.unreachable = ()
        laptop.sync()
        self.assertEqual(self.notes(text), 1)
        return summary

    def test_a_wrong_password_is_said_and_is_no_weather(self):
        laptop = self.started_laptop()
        laptop.variables = {"https_proxy": self.way("wr0ngword")}
        summary = self.assertStopped(laptop, FAILED, "proxy-login", "https_proxy")
        self.assertIn((self.destination, 407), self.proxy.asked)
        self.assertNotIn("wr0ngword", str(summary))

    def test_a_host_that_the_proxy_forbids_is_said(self):
        laptop = self.started_laptop()
        self.proxy.forbidden = (self.destination,)
        self.assertStopped(laptop, FAILED, "proxy-refused", "does not let")

    def test_a_proxy_that_is_not_there_is_weather(self):
        laptop = self.started_laptop()
        laptop.variables = {"https_proxy": self.way(port=free_port())}
        self.assertStopped(laptop, OFFLINE, "offline", "cannot be reached")

    def test_a_server_that_the_proxy_does_not_reach_is_weather(self):
        laptop = self.started_laptop()
        self.proxy.unreachable = (self.destination,)
        self.assertStopped(laptop, OFFLINE, "offline", "cannot be reached")
        self.assertIn((self.destination, 502), self.proxy.asked)

    def test_a_write_that_the_proxy_stops_is_not_unknown(self):
        laptop = self.started_laptop()
        linker = "repair_symptom_type_linker"
        key = self.depot.rows("SELECT max(%s_id) AS key FROM %s" % (linker, linker))[0]["key"]
        laptop.delete(linker, key)
        # Reads share a tunnel; a deletion, which has no body, always opens one of its own.
        self.proxy.tunnels_left = 1
        summary = laptop.sync(code=OFFLINE)
        self.assertEqual(self.proxy.asked[-1], (self.destination, 502))
        self.assertEqual((summary["waiting"], summary["pushed"]["unknown"]), (1, 0))
        self.proxy.tunnels_left = None
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)

    def test_the_password_is_nowhere(self):
        laptop = self.started_laptop()
        outcomes = [laptop.run("sync"), laptop.run("status"), laptop.run("log")]
        laptop.variables["https_proxy"] = self.way("wr0ngword")
        outcomes.append(laptop.run("sync", code=FAILED))
        outcomes.append(laptop.run("login", "--user", "tech", "--password-stdin", code=FAILED,
                                   given="tech\n"))
        told = "".join(outcome.output + outcome.errors for outcome in outcomes).encode()
        files = b"".join(path.read_bytes() for path in Path(laptop.home).rglob("*")
                         if path.is_file())
        for secret in (PASSWORD, ENCODED, "wr0ngword"):
            self.assertFalse(secret.encode() in told, "a secret was told")
            self.assertFalse(secret.encode() in files, "a secret is in a file")
