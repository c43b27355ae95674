"""Turn HTML that is laid out already into a PDF by WeasyPrint, which fetches nothing and runs no script.

Few pages are printed in this process, many by processes of their own, one for each core: a worker of Odoo keeps its
memory and its time (docs/decisions/0009-printer.md). No database here.
"""

import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait

PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"/></head><body style="margin: 0">{}</body></html>'
)
HERE = 24
"""Pages that are printed without starting another process."""
CHUNK = 120
"""Pages that one process holds in memory (1 to 2 MB each)."""
PATIENCE = 10
"""Seconds that a process may take for a page: two hundred times what it takes on a machine with nothing else to do."""


class PrintError(Exception):
    """The printer gave up; the text says what it reported."""


def can_print():
    """Whether the printer and its libraries (Pango) are there."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def printed(pages, styles="", meanwhile=None):
    """The PDF of ``pages``.

    :param list pages: HTML of one page each, in order
    :param str styles: what stands before every page (a ``<style>`` element)
    :param meanwhile: called every second while other processes print
    :return: bytes
    :raise PrintError: a process that prints failed, or came to no end
    """
    styles = str(styles)  # plain text, not markup that would escape what is added to it
    if len(pages) <= HERE:
        return _pdf(PAGE.format(styles + "".join(pages)))
    from odoo.tools.pdf import merge_pdf  # this file also runs by itself, where there is no Odoo

    size = min(CHUNK, -(-len(pages) // (os.cpu_count() or 1)))
    parts = [PAGE.format(styles + "".join(pages[n : n + size])) for n in range(0, len(pages), size)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(_in_another_process, part, size * PATIENCE) for part in parts]
        while wait(jobs, timeout=1).not_done:
            if meanwhile:
                meanwhile()
        return merge_pdf([job.result() for job in jobs])


def _pdf(html):
    import weasyprint  # loaded by whoever prints first: it takes a moment

    for chatty in ("weasyprint.progress", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    return weasyprint.HTML(string=html, url_fetcher=nothing).write_pdf()


def _in_another_process(html, seconds=None):
    """In and out through pipes: what is printed may be secret, and no file of it is left."""
    command = [sys.executable, __file__]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise PrintError(f"the printer came to no end in {seconds} s") from error
    if done.returncode:
        raise PrintError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(_pdf(sys.stdin.buffer.read().decode()))
