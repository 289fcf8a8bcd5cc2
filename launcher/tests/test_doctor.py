import contextlib
import io
import os
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
        with mock.patch.object(os, "access", return_value=False):
            code, lines = self.run_doctor()

        self.assertEqual(1, code)
        self.assertIn("cannot be written by this user", next(line for line in lines if "Disk" in line))

    def test_goes_on_after_a_part_it_may_not_look_at(self) -> None:
        with mock.patch.object(doctor, "_disk", side_effect=PermissionError(13, "Permission denied", "/root/x")):
            code, lines = self.run_doctor()

        self.assertEqual(1, code)
        self.assertIn("MEND", next(line for line in lines if "Disk" in line))
        self.assertTrue(any("Database" in line for line in lines))

    def run_doctor(self) -> tuple[int, list[str]]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = doctor.run(self.home)
        return code, out.getvalue().splitlines()


if __name__ == "__main__":
    unittest.main()
