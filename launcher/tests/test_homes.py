import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import homes
from progress import Failure


class PortTest(unittest.TestCase):
    def setUp(self) -> None:
        self.taken = socket.socket()
        self.addCleanup(self.taken.close)
        self.taken.bind(("127.0.0.1", 0))
        self.taken.listen()
        self.port = self.taken.getsockname()[1]

    def test_refuses_a_taken_port_that_was_asked_for(self) -> None:
        with self.assertRaisesRegex(Failure, f"Port {self.port} for the portal is taken"):
            homes.choose_port(self.port, 8080, "portal")

    def test_refuses_a_number_that_is_no_port(self) -> None:
        with self.assertRaisesRegex(Failure, "70000 is no port"):
            homes.choose_port(70000, 8080, "portal")

    def test_goes_on_to_the_next_free_one_otherwise(self) -> None:
        self.assertGreater(homes.choose_port(None, self.port, "portal"), self.port)


class ProcessTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = homes.Home(Path(folder.name))
        self.home.create()

    def test_knows_a_process_it_remembers(self) -> None:
        self.home.remember_pid("portal", os.getpid())

        self.assertEqual(os.getpid(), self.home.pid("portal"))

    def test_does_not_take_a_reused_number_for_its_own(self) -> None:
        self.home.remember(pids={"portal": {"pid": os.getpid(), "started": "another time"}})

        self.assertIsNone(self.home.pid("portal"))

    def test_leaves_no_half_written_facts_behind(self) -> None:
        self.home.remember(kind="demo")

        with self.assertRaises(TypeError):
            self.home.remember(kind=object())

        self.assertEqual("demo", self.home.facts()["kind"])
        self.assertEqual(["facts.json"], [file.name for file in self.home.file("run").glob("facts*")])

    def test_is_not_misled_by_the_file_of_a_database_that_died(self) -> None:
        self.home.file("database").mkdir()
        self.home.file("database", "postmaster.pid").write_text(f"{os.getpid()}\n{self.home.file('database')}\n")

        self.assertIsNone(self.home.database_pid())

    def test_does_not_take_the_database_of_another_home_for_its_own(self) -> None:
        self._leave_number_of(self._postgres_in(self.home.path))

        self.assertIsNone(self.home.database_pid())

    def test_knows_its_own_database(self) -> None:
        self.home.file("database").mkdir()
        pid = self._postgres_in(self.home.file("database"))
        self._leave_number_of(pid)

        self.assertEqual(pid, self.home.database_pid())

    def _postgres_in(self, folder: Path) -> int:
        """A process of that name at work in that folder."""
        program = self.home.file("run", "postgres")
        program.symlink_to(sys.executable)
        process = subprocess.Popen([program, "-c", "print('up', flush=True); input()"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(process.communicate, b"\n")
        self.assertEqual(b"up\n", process.stdout.readline())
        return process.pid

    def _leave_number_of(self, pid: int) -> None:
        self.home.file("database").mkdir(exist_ok=True)
        self.home.file("database", "postmaster.pid").write_text(f"{pid}\n{self.home.file('database')}\n")
