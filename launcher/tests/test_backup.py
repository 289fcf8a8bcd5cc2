import stat
import tarfile
import tempfile
import unittest
from pathlib import Path

import backup
from homes import Home
from progress import Failure


class RestoreTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.home = Home(self.root / "home")
        self.home.create()
        self.home.file("database").mkdir()
        self.home.file("database", "PG_VERSION").write_text("18")
        self.home.file("database", "rows").write_bytes(bytes(i * i % 251 for i in range(200_000)))
        self.home.remember(kind="run")
        self.archive = self.root / "home.tar.gz"
        backup.backup(self.home, self.archive)
        self.target = Home(self.root / "new")

    def test_brings_everything_back(self) -> None:
        backup.restore(self.archive, self.target)

        self.assertEqual("18", self.target.file("database", "PG_VERSION").read_text())
        self.assertEqual("run", self.target.facts()["kind"])
        self.assertEqual({"database", "logs", "mlflow", "policies", "run", "secrets"}, {entry.name for entry in self.target.path.iterdir()})

    def test_makes_an_archive_that_only_its_owner_reads(self) -> None:
        self.assertEqual(0o600, stat.S_IMODE(self.archive.stat().st_mode))

    def test_leaves_nothing_of_an_archive_that_is_cut_off(self) -> None:
        self.archive.write_bytes(self.archive.read_bytes()[:-60])

        with self.assertRaisesRegex(Failure, "not a whole backup"):
            backup.restore(self.archive, self.target)
        self.assertFalse(self.target.path.exists())

    def test_leaves_an_empty_folder_as_it_was(self) -> None:
        self.target.path.mkdir()
        self.archive.write_bytes(b"not an archive")

        with self.assertRaisesRegex(Failure, "not a whole backup"):
            backup.restore(self.archive, self.target)
        self.assertEqual([], list(self.target.path.iterdir()))

    def test_refuses_an_archive_without_a_database(self) -> None:
        with tarfile.open(self.archive, "w:gz") as tar:
            manifest = self.root / "slipway-backup.json"
            manifest.write_text('{"format": 1}')
            tar.add(manifest, manifest.name)

        with self.assertRaisesRegex(Failure, "it holds no database"):
            backup.restore(self.archive, self.target)

    def test_refuses_a_folder_that_is_not_empty(self) -> None:
        with self.assertRaisesRegex(Failure, "is not an empty folder"):
            backup.restore(self.archive, self.home)

    def test_refuses_to_write_over_an_archive(self) -> None:
        with self.assertRaisesRegex(Failure, "is there already"):
            backup.backup(self.home, self.archive)

    def test_says_that_there_is_no_archive(self) -> None:
        with self.assertRaisesRegex(Failure, "There is no archive"):
            backup.restore(self.root / "none.tar.gz", self.target)


class StartTest(unittest.TestCase):
    def test_lets_one_start_through_at_a_time(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            home = Home(Path(folder))
            home.create()
            with home.starting(), self.assertRaisesRegex(Failure, "Another start"), home.starting():
                pass
            with home.starting():
                pass
