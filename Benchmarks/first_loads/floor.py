"""What a first load cannot be faster than by much: the same pages fetched, then the same rows inserted."""

import os
import subprocess

from .programs import raw_inserts, timed

# As many questions as the agent has under way.
PARALLEL = 5


def fetch(url, targets, folder):
    """Seconds that curl takes for these request targets, as many at once as the agent asks."""
    settings = os.path.join(folder, "curl.txt")
    with open(settings, "w") as file:
        file.write("parallel\nparallel-max = %d\ncompressed\nsilent\nfail\ngloboff\n" % PARALLEL)
        for target in targets:
            file.write('url = "%s%s"\noutput = "/dev/null"\n' % (url, target.replace('"', "%22")))
    # Side by side curl draws a meter however silent it is to be.
    return timed(["curl", "--config", settings], stderr=subprocess.DEVNULL)[0]


def insert(rows, rows_per_commit, path):
    """Seconds that raw prepared inserts of the rows take."""
    done = subprocess.run([raw_inserts(), path, str(rows), str(rows_per_commit)], check=True,
                          capture_output=True, text=True)
    return float(done.stdout)
