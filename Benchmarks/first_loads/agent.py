"""A first load by fieldsync, and the proof that it brought every row as it is."""

import sqlite3
import subprocess

from figures.programs import program

from .programs import timed

SUMS = ("count(*)", "sum(latest_connection_id)", "sum(rtc_enabled_flag)", "total(gps_lat)",
        "sum(length(serial_number))", "count(modified_at)", "max(created_at)")


def load(url, folder):
    """Makes a replica of `products` in a folder and loads it; returns seconds and peak memory."""
    fieldsync, home = program("fieldsync"), ["--home", folder]
    subprocess.run([fieldsync, *home, "init", "--server", url, "--resources", "products"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run([fieldsync, *home, "login", "--user", "bench", "--password-stdin"], check=True,
                   input=b"bench\n", stdout=subprocess.DEVNULL)
    with open(folder + "/sync.txt", "wb") as output:
        return timed([fieldsync, *home, "sync"], stdout=output, stderr=output)


def check(folder, reference):
    """Stops the benchmark unless the replica holds what the reference database holds."""
    found = [sums(path) for path in (folder + "/replica.sqlite", reference)]
    if found[0] != found[1]:
        raise SystemExit("The rows differ: %s here, %s expected." % tuple(found))


def sums(path):
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("SELECT %s FROM products" % ", ".join(SUMS)).fetchone()
    finally:
        connection.close()
    return [round(value, 3) if isinstance(value, float) else value for value in row]
