import os
import socket
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
