"""Programs that do not wait for the disk where one file is concerned."""

import os
import subprocess
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "unflushed.c"


def unflushed(folder, name):
    """The environment in which `fsync` does nothing for files whose name contains `name`."""
    library = os.path.join(folder, "unflushed.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE], check=True)
    return {"LD_PRELOAD": library, "UNFLUSHED": name}
