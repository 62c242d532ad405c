"""C libraries stay silent while a session runs, and Python does not."""

import subprocess
import sys

_PROGRAM = """
import os, sys
from voicecoach.devices.native_messages import native_messages_silenced
os.write(2, b"C before\\n")
with native_messages_silenced():
    os.write(2, b"C inside\\n")
    print("Python inside", file=sys.stderr)
os.write(2, b"C after\\n")
print("Python after", file=sys.stderr)
"""


def test_only_output_of_c_code_is_discarded() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["C before", "Python inside", "C after", "Python after"]


def test_a_process_without_stderr_goes_on() -> None:
    program = "import os; os.close(2)" + _PROGRAM.replace('os.write(2, b"C', '(lambda text: 0)("C')
    done = subprocess.run(
        [sys.executable, "-c", program.replace(", file=sys.stderr", "")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["Python inside", "Python after"]
