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

    def test_brings_back_what_links_lead_to(self) -> None:
        elsewhere = self.root / "big-disk"
        elsewhere.mkdir()
        (elsewhere / "model.pkl").write_text("weights")
        self.home.file("lake").symlink_to(elsewhere)
        self.home.file("mlflow", "latest").symlink_to(elsewhere / "model.pkl")
        self.home.file("mlflow", "gone").symlink_to(self.root / "nowhere")
        archive = self.root / "linked.tar.gz"

        backup.backup(self.home, archive)
        backup.restore(archive, self.target)

        self.assertEqual("weights", self.target.file("lake", "model.pkl").read_text())
        self.assertEqual("weights", self.target.file("mlflow", "latest").read_text())
        self.assertFalse(self.target.file("mlflow", "gone").exists())

    def test_refuses_a_link_that_has_no_end(self) -> None:
        self.home.file("mlflow", "up").symlink_to(self.home.path)

        with self.assertRaisesRegex(Failure, "a folder that it lies in"):
            backup.backup(self.home, self.root / "endless.tar.gz")
        self.assertEqual([self.archive], list(self.root.glob("*.tar.gz*")))

    def test_copies_the_database_before_the_files_it_speaks_of(self) -> None:
        with tarfile.open(self.archive) as tar:
            names = tar.getnames()

        self.assertLess(names.index("database/rows"), names.index("mlflow"))

    def test_keeps_how_a_restored_database_begins_until_it_has_begun(self) -> None:
        self.home.file("database", "backup_label").write_text("START WAL LOCATION")
        self.home.file("database", "postmaster.pid").write_text("0")
        archive = self.root / "again.tar.gz"

        backup.backup(self.home, archive)

        with tarfile.open(archive) as tar:
            self.assertIn("database/backup_label", tar.getnames())
            self.assertNotIn("database/postmaster.pid", tar.getnames())

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
