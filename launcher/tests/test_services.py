import tempfile
import unittest
from pathlib import Path

from services import last_words


class LastWords(unittest.TestCase):
    def test_are_the_message_of_what_ended_the_start_rather_than_that_it_failed(self) -> None:
        self.assertEqual(
            "No first admin can be made of the variables. A password has at least 12 characters.",
            self.words(
                "10:00:00.000 ERROR o.s.boot.SpringApplication Application run failed",
                "",
                "java.lang.IllegalStateException: No first admin can be made of the variables. A password has at least 12 characters.",
                "\tat dev.slipway.security.internal.Bootstrap.createConfigured(Bootstrap.java:50)",
                "10:00:00.100 INFO  com.zaxxer.hikari.HikariDataSource slipway - Shutdown completed.",
            ),
        )

    def test_are_the_deepest_cause_where_there_is_one(self) -> None:
        self.assertEqual(
            "The folder is not writable.",
            self.words(
                "10:00:00.000 ERROR o.s.boot.SpringApplication Application run failed",
                "org.springframework.beans.factory.BeanCreationException: Error creating bean",
                "Caused by: dev.slipway.db.internal.UnusableDatabase: The folder is not writable.",
            ),
        )

    def test_are_the_last_line_of_a_log_without_an_error(self) -> None:
        self.assertEqual("Killed", self.words("starting", "Killed", ""))

    def test_say_that_there_is_no_log(self) -> None:
        self.assertEqual("it left no log", last_words(Path("/nowhere/portal.log")))

    def words(self, *lines: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "portal.log")
            log.write_text("\n".join(lines))
            return last_words(log)
