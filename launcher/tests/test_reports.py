import tempfile
import time
import unittest
from pathlib import Path

import reports


class ReportsTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path: str, attributes: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<?xml version="1.0"?><testsuite name="X" {attributes}><testcase name="a"/></testsuite>')
        return file

    def test_sums_all_modules_and_both_plugins(self) -> None:
        self.write("db/target/surefire-reports/TEST-A.xml", 'tests="3" failures="1" errors="0" skipped="0"')
        self.write("e2e/target/failsafe-reports/TEST-B.xml", 'tests="4" failures="0" errors="1" skipped="2"')

        self.assertEqual("Tests run: 7, Failures: 1, Errors: 1, Skipped: 2", str(reports.count(self.root, since=0)))

    def test_leaves_out_reports_of_earlier_runs(self) -> None:
        self.write("db/target/surefire-reports/TEST-A.xml", 'tests="3" failures="0" errors="0" skipped="0"')

        self.assertEqual(reports.Counts(), reports.count(self.root, since=time.time() + 60))

    def test_is_zero_where_nothing_ran(self) -> None:
        self.assertEqual("Tests run: 0, Failures: 0, Errors: 0, Skipped: 0", str(reports.count(self.root, since=0)))
