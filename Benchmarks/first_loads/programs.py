"""The programs that the benchmark builds, and the page server while it runs."""

import contextlib
import os
import subprocess
import time

from figures.programs import ROOT

BUILT = ROOT / ".build" / "benchmark-programs"
SOURCES = ROOT / "Benchmarks"


def compile_c(name, *sources, libraries=()):
    """The path of a C program, built anew where a source is newer."""
    BUILT.mkdir(parents=True, exist_ok=True)
    program = BUILT / name
    paths = [SOURCES / source for source in sources] + [SOURCES / "ProductRows/include/ProductRows.h"]
    if not program.exists() or any(p.stat().st_mtime > program.stat().st_mtime for p in paths):
        subprocess.run(
            ["cc", "-O2", "-D_GNU_SOURCE", "-I", SOURCES / "ProductRows/include", *paths[:-1],
             "-o", program, *libraries], check=True)
    return program


def raw_inserts():
    return compile_c("raw-inserts", "RawInserts/main.c", "ProductRows/product_rows.c",
                     "ProductRows/raw_inserts.c", libraries=["-lsqlite3"])


@contextlib.contextmanager
def page_server(rows, page, log):
    """A server of so many rows in pages of at most `page`; what it is asked for goes to `log`."""
    program = compile_c("page-server", "PageServer/server.c", "ProductRows/product_rows.c",
                        libraries=["-lpthread"])
    process = subprocess.Popen([program, str(rows), str(page), log], stdout=subprocess.PIPE, text=True)
    try:
        yield "http://127.0.0.1:%d" % int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def timed(words, **options):
    """Runs a program to its end; returns seconds of the wall, and its peak memory in MiB."""
    begun = time.perf_counter()
    process = subprocess.Popen(words, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("%s ended with %d" % (words[0], process.returncode))
    return seconds, usage.ru_maxrss / 1024
