"""How does HTML that is laid out already become a PDF?  By WeasyPrint, which fetches nothing and runs no script.

Few pages are printed in this process, many by processes of their own, one for each core: a worker of Odoo keeps its
memory and its time (docs/decisions/0009-printer.md). No database here.
"""

import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"/></head><body style="margin: 0">{}</body></html>'
)
HERE = 24
"""Pages that are printed without starting another process."""
CHUNK = 120
"""Pages that one process holds in memory (1 to 2 MB each)."""


class PrintError(Exception):
    """The printer gave up; the text says what it reported."""


def can_print():
    """Whether the printer and its libraries (Pango) are there."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def printed(pages, styles=""):
    """The PDF of ``pages``.

    :param list pages: HTML of one page each, in order
    :param str styles: what stands before every page (a ``<style>`` element)
    :return: bytes
    :raise PrintError: a process that prints came to no end
    """
    styles = str(styles)  # plain text, not markup that would escape what is added to it
    if len(pages) <= HERE:
        return _pdf(PAGE.format(styles + "".join(pages)))
    from odoo.tools.pdf import merge_pdf  # this file also runs by itself, where there is no Odoo

    size = min(CHUNK, -(-len(pages) // (os.cpu_count() or 1)))
    parts = [PAGE.format(styles + "".join(pages[n : n + size])) for n in range(0, len(pages), size)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return merge_pdf(list(pool.map(_in_another_process, parts)))


def _pdf(html):
    import weasyprint  # loaded by whoever prints first: it takes a moment

    for chatty in ("weasyprint.progress", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    return weasyprint.HTML(string=html, url_fetcher=nothing).write_pdf()


def _in_another_process(html):
    """In and out through pipes: what is printed may be secret, and no file of it is left."""
    done = subprocess.run([sys.executable, __file__], input=html.encode(), capture_output=True, check=False)
    if done.returncode:
        raise PrintError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(_pdf(sys.stdin.buffer.read().decode()))
