import os
import subprocess
import sys
from pathlib import Path
from time import sleep

ALONE = """
import sys, time
from pathlib import Path
from generator.website.aside import left_alone

def work():
    time.sleep(0.5)
    Path(sys.argv[1]).write_text("done")

left_alone(work)
print("ended")
"""


def test_the_program_ends_before_the_work_does_and_its_output_with_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    done = subprocess.run(
        [sys.executable, "-c", ALONE, os.fspath(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "ended\n"
    assert not file.exists()
    while not file.exists():
        sleep(0.01)
