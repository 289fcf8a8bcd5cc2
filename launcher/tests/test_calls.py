import os
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest import mock

import calls
from homes import Home
from progress import Failure


class AddressTest(unittest.TestCase):
    def test_writes_what_cannot_stand_in_an_address_as_it_must_be(self) -> None:
        self.assertEqual("http://x:1/api/v1/models/gr%C3%B6%C3%9Fe%20x?limit=2", calls.address("http://x:1/", "models/größe x?limit=2"))

    def test_leaves_what_is_written_so_already(self) -> None:
        self.assertEqual("http://x:1/api/v1/runs/1/metrics/a%2Fb", calls.address("http://x:1", "/api/v1/runs/1/metrics/a%2Fb"))

    def test_refuses_a_portal_without_an_address(self) -> None:
        with self.assertRaisesRegex(Failure, "SLIPWAY_URL is 'foo'"):
            calls.address("foo", "models")


class TokenTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Home(Path(folder.name))

    def test_says_what_to_do_without_one(self) -> None:
        with mock.patch.dict(os.environ, {"SLIPWAY_TOKEN": ""}), self.assertRaisesRegex(Failure, "Set SLIPWAY_TOKEN"):
            calls.token(self.home, "admin")

    def test_takes_the_one_that_is_set_without_its_line_end(self) -> None:
        with mock.patch.dict(os.environ, {"SLIPWAY_TOKEN": "slp_abc\n"}):
            self.assertEqual("slp_abc", calls.token(self.home, "admin"))

    def test_names_the_logins_there_are(self) -> None:
        self.home.logins.write_text('{"viewer": {"token": "slp_v"}}')

        with mock.patch.dict(os.environ, {"SLIPWAY_TOKEN": ""}), self.assertRaisesRegex(Failure, "It has: viewer"):
            calls.token(self.home, "nobody")


class SendTest(unittest.TestCase):
    def test_refuses_what_no_server_should_see(self) -> None:
        for method, token, problem in (("GE T", "slp_a", "is no method"), ("GET", "slp_a\nb", "no token has")):
            with self.subTest(problem), self.assertRaisesRegex(Failure, problem):
                calls.send(method, "http://127.0.0.1:1/", None, token)

    def test_says_that_nobody_answers(self) -> None:
        with self.assertRaisesRegex(Failure, "does not answer") as raised:
            calls.send("GET", "http://127.0.0.1:1/", None, "slp_a")

        self.assertEqual(3, raised.exception.code)

    def test_gives_status_and_body_of_a_refusal(self) -> None:
        server = HTTPServer(("127.0.0.1", 0), _Refusing)
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)

        self.assertEqual((404, "POST {} Bearer slp_a"), calls.send("post", f"http://127.0.0.1:{server.server_port}/x", "{}", "slp_a"))


class _Refusing(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.send_response(404)
        self.end_headers()
        self.wfile.write(f"POST {body} {self.headers['Authorization']}".encode())

    def log_message(self, *_: object) -> None:
        pass
