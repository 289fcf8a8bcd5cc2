import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer

import trackers


class ClearTest(unittest.TestCase):
    def setUp(self) -> None:
        self.calls: list[tuple[str, str, dict]] = []
        self.experiment: dict | None = {"experiment": {"experiment_id": "7"}}
        server = HTTPServer(("127.0.0.1", 0), self.handler())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.mlflow = f"http://127.0.0.1:{server.server_port}"

    def test_takes_away_the_runs_and_the_model(self) -> None:
        trackers.clear(self.mlflow, "employment")

        self.assertIn(("POST", "runs/delete", {"run_id": "a"}), self.calls)
        self.assertIn(("POST", "runs/delete", {"run_id": "b"}), self.calls)
        self.assertIn(("DELETE", "registered-models/delete", {"name": "employment"}), self.calls)

    def test_has_nothing_to_do_where_nothing_was_trained(self) -> None:
        self.experiment = None

        trackers.clear(self.mlflow, "employment")

        self.assertEqual(["experiments/get-by-name?experiment_name=employment", "registered-models/delete"], [path for _, path, _ in self.calls])

    def handler(test) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Mlflow(BaseHTTPRequestHandler):
            def answer(self) -> None:
                path = self.path.removeprefix("/api/2.0/mlflow/")
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                test.calls.append((self.command, path, json.loads(body or b"{}")))
                found = {"runs": [{"info": {"run_id": "a"}}, {"info": {"run_id": "b"}}]} if path == "runs/search" else {}
                if path.startswith("experiments/"):
                    found = test.experiment
                self.send_response(404 if found is None else 200)
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            do_GET = do_POST = do_DELETE = answer

            def log_message(self, *_: object) -> None:
                pass

        return Mlflow


if __name__ == "__main__":
    unittest.main()
