import unittest

import build


class DownloadSecondsTest(unittest.TestCase):
    def test_counts_overlapping_downloads_once(self) -> None:
        log = """
1000 [INFO] Downloading from central: a
1500 [INFO] Downloading from central: b
2000 [INFO] Downloaded from central: a
3000 [INFO] Downloaded from central: b
9000 [INFO] Compiling
"""

        self.assertEqual(2.0, build.download_seconds(log))

    def test_adds_up_what_lies_apart(self) -> None:
        log = "\n".join(f"{at} [INFO] {what} from x: y" for at, what in ((0, "Downloading"), (500, "Downloaded"), (4000, "Downloading"), (4250, "Downloaded")))

        self.assertEqual(0.75, build.download_seconds(log))

    def test_is_zero_without_downloads(self) -> None:
        self.assertEqual(0, build.download_seconds("10 [INFO] BUILD SUCCESS"))


class SourceHashTest(unittest.TestCase):
    def test_leaves_out_only_what_vaadins_build_writes(self) -> None:
        written = build.ROOT / "portal" / "src" / "main" / "frontend" / "index.html"
        ours = build.ROOT / "portal" / "src" / "main" / "resources" / "META-INF" / "frontend" / "slipway.css"

        self.assertTrue(build.is_generated(written))
        self.assertFalse(build.is_generated(ours))
