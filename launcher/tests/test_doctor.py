import contextlib
import io
import os
import socket
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import doctor
from homes import Home


class HomeTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Home(Path(folder.name) / "not" / "there")

    def test_goes_over_everything_and_changes_nothing(self) -> None:
        code, lines = self.run_doctor()

        self.assertEqual(any(line.startswith("  MEND") for line in lines), code == 1)
        self.assertEqual(11, len(lines))
        self.assertFalse(self.home.path.exists())

    def test_says_that_the_home_cannot_be_written(self) -> None:
        with mock.patch.object(doctor.tempfile, "TemporaryFile", side_effect=OSError(30, "Read-only file system")):
            code, lines = self.run_doctor()

        self.assertEqual(1, code)
        self.assertIn("cannot be written (Read-only file system)", self.line(lines, "Disk"))

    def test_says_that_the_home_is_a_file(self) -> None:
        self.home.path.parent.mkdir()
        self.home.path.touch()

        _, lines = self.run_doctor()

        self.assertIn("is a file", self.line(lines, "Disk"))

    def test_says_that_nobody_listens_at_an_external_address(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            nowhere = f"127.0.0.1:{taken.getsockname()[1]}"
            with mock.patch.dict(os.environ, {"SLIPWAY_DB_URL": f"jdbc:postgresql://{nowhere}/slipway", "SLIPWAY_MLFLOW_URL": f"http://{nowhere}"}):
                code, lines = self.run_doctor()

        self.assertEqual(1, code)
        self.assertIn("SLIPWAY_DB_URL leads to nobody", self.line(lines, "Database"))
        self.assertIn("correct SLIPWAY_MLFLOW_URL", self.line(lines, "MLflow"))

    def test_names_the_external_database_that_listens(self) -> None:
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            port = server.getsockname()[1]
            with mock.patch.dict(os.environ, {"SLIPWAY_DB_URL": f"postgresql://ada:secret@127.0.0.1:{port}/slipway"}):
                _, lines = self.run_doctor()

        self.assertIn(f"external, at 127.0.0.1:{port}", self.line(lines, "Database"))
        self.assertFalse(any("secret" in line for line in lines))

    def test_goes_on_after_a_part_it_may_not_look_at(self) -> None:
        with mock.patch.object(doctor, "_disk", side_effect=PermissionError(13, "Permission denied", "/root/x")):
            code, lines = self.run_doctor()

        self.assertEqual(1, code)
        self.assertIn("MEND", self.line(lines, "Disk"))
        self.assertTrue(any("Database" in line for line in lines))

    def line(self, lines: list[str], name: str) -> str:
        return next(line for line in lines if name in line)

    def run_doctor(self) -> tuple[int, list[str]]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = doctor.run(self.home)
        return code, out.getvalue().splitlines()


if __name__ == "__main__":
    unittest.main()
