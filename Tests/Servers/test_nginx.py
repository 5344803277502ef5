"""nginx before the depot: HTTP/2 over TLS, gzip, and connections that end while they are idle."""

from between.meddler import Meddler
from instances.nginx import Nginx
from story import ServersTestCase


class NginxTests(ServersTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meddler = cls.started(Meddler(cls.depot.port))
        cls.nginx = cls.started(Nginx(cls.meddler.url))

    def setUp(self):
        self.meddler.calm()
        self.technician = self.laptop(self.nginx.url)
        self.technician.start(options=["--cacert", self.nginx.authority.certificate])
        self.before = len(self.nginx.exchanges())

    def exchanges(self):
        """What came through nginx since the laptop was set up."""
        return self.nginx.exchanges()[self.before:]

    def test_everything_goes_by_http_2_and_rows_come_packed(self):
        self.work_a_day(self.technician, "by HTTP/2")
        self.assertEqual({entry["protocol"] for entry in self.exchanges()}, {"HTTP/2.0"})
        self.assertEqual({entry["accepts"] for entry in self.exchanges()}, {"gzip"})
        pages = [entry for entry in self.nginx.exchanges()
                 if entry["method"] == "GET" and entry["path"].startswith("/v1/products")]
        self.assertEqual({entry["encoding"] for entry in pages}, {"gzip"})
        # Requests share connections: nginx ends one after every 25 of them.
        connections = {entry["connection"] for entry in self.exchanges()}
        self.assertLess(len(connections), len(self.exchanges()) / 5)

    def test_a_write_on_a_connection_that_ended_while_idle_arrives_once(self):
        # The pause is longer than nginx keeps an idle connection; both notes, side by side, go right after it.
        self.meddler.order("answer", "POST", "product_notes", times=2, status=503,
                           headers={"Retry-After": "3"})
        for text in ("before the pause", "after the pause"):
            self.technician.add("product_notes", product_imei=self.unit, note_text=text)
        self.technician.sync(code=None)
        posts = [entry for entry in self.exchanges() if entry["method"] == "POST"]
        self.assertEqual([entry["status"] for entry in posts[:4]], ["503", "503", "201", "201"])
        connections = [{entry["connection"] for entry in half} for half in (posts[:2], posts[2:4])]
        self.assertEqual(connections[0] & connections[1], set())
        self.assertAgreed(self.technician)
        self.assertEqual((self.notes("before the pause"), self.notes("after the pause")), (1, 1))

    def test_an_answer_that_is_lost_behind_nginx_is_found_on_a_new_connection(self):
        self.meddler.order("lose", "POST", "product_notes")
        self.technician.add("product_notes", product_imei=self.unit, note_text="lost behind nginx")
        summary = self.technician.sync()
        self.assertIn("adopted", [note["note"] for note in summary["notes"]])
        posts = [entry for entry in self.exchanges() if entry["method"] == "POST"]
        self.assertEqual([entry["status"] for entry in posts], ["502"])
        self.assertAgreed(self.technician)
        self.assertEqual(self.notes("lost behind nginx"), 1)
