"""Writes the files that ParquetTableTest reads, with the pyarrow that training projects use."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pyarrow"


def main() -> None:
    frame = pd.DataFrame(
        {
            "double": [1.5, float("nan"), -2.25],
            "float": pd.Series([0.5, 1.0, 2.0], dtype="float32"),
            "int64": [1, -2, 9_007_199_254_740_993],
            "int32": pd.Series([7, 8, -9], dtype="int32"),
            "uint32": pd.Series([1, 2, 4_294_967_295], dtype="uint32"),
            "nullable": pd.Series([5, None, 6], dtype="Int64"),
            "flag": [True, False, True],
            "text": ["a", None, "zürich"],
            "category": pd.Series(["x", "y", "x"], dtype="category"),
        }
    )
    frame.to_parquet(FOLDER / "pandas.parquet", index=False, compression="snappy")
    many = pd.DataFrame({"n": range(5_000), "t": [f"t{n % 7}" if n % 3 else None for n in range(5_000)]})
    pq.write_table(pa.Table.from_pandas(many, preserve_index=False), FOLDER / "row-groups.parquet", row_group_size=700, data_page_size=512)
    pq.write_table(pa.table({"list": [[1, 2], [3]]}), FOLDER / "nested.parquet")


if __name__ == "__main__":
    main()
