"""What pyarrow loads, seen in a Python of its own."""

import subprocess
import sys

ASK = """
import sys
from pipeline.lean_pyarrow import keep_pandas_out
keep_pandas_out()
import pyarrow as pa
table = pa.table({"n": [1, 2]})
assert "pandas" not in sys.modules
assert list(table.to_pandas().n) == [1, 2]
keep_pandas_out()
assert "pandas" in sys.modules
"""


def test_arrays_are_made_without_pandas_and_frames_with_it():
    subprocess.run([sys.executable, "-c", ASK], check=True)
