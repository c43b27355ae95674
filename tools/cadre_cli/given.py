"""Values given on the command line: each bad one ends in one line, before work begins."""

import argparse
import itertools
import re
import socket
import sys

from .ui import WrongValue, say

GEVENT = 3
"""The port of the long-polling process is so many above the HTTP port."""
LAST_PORT = 65535
HTTP_PORT = 8069
WITHOUT_SERVER = ("--no-http", "--stop-after-init", "-h", "--help", "--version")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where to read on; the exit code is 2."""

    def error(self, message):
        say(f"cadre: {message}\n  remedy: {self.prog} --help")
        sys.exit(WrongValue.code)


def number(text):
    """A whole number from 1 on.

    >>> number("3")
    3
    >>> number("0")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: 0 is not a whole number from 1 on
    """
    if not re.fullmatch(r"[0-9]{1,9}", text) or not int(text):
        raise argparse.ArgumentTypeError(f"{text or 'nothing'} is not a whole number from 1 on")
    return int(text)


def numbers(text):
    """Whole numbers from 1 on, with commas between them.

    >>> numbers("10,20")
    [10, 20]
    """
    return [number(part) for part in text.split(",")]


def port(text, last=LAST_PORT - GEVENT):
    """A port of a server; the one of its long-polling process must exist, too.

    >>> port("8069")
    8069
    >>> port("99999")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: 99999 is not a port (1 to 65532)
    """
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= last:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to {last})")
    return int(text)


def interface(text):
    """An address of this machine on which a server can listen.

    >>> interface("127.0.0.1")
    '127.0.0.1'
    """
    try:
        with socket.socket() as probe:
            probe.bind((text, 0))
    except (OSError, UnicodeError) as error:
        raise argparse.ArgumentTypeError(f"{text} is no address of this machine ({error})") from error
    return text


def port_is_busy(number, host="0.0.0.0"):
    """Does another program listen there?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError:
            return True
    return False


def free_port(number, host="0.0.0.0", remedy=None):
    """The port, if nobody else listens there.

    :raises WrongValue: somebody does
    """
    if port_is_busy(number, host):
        other = number + 100 if number + 100 <= LAST_PORT else number - 100
        raise WrongValue(f"port {number} is in use by another program", (remedy or "--port {}").format(other))
    return number


def known(words, choice, what, remedy=None):
    """The words, if each is one of ``choice``.

    >>> known(["s0"], ["s0", "s1"], "case")
    ['s0']

    :raises WrongValue: some are not
    """
    unknown = sorted(set(words) - set(choice))
    if unknown:
        raise WrongValue(f"there is no {what} {', '.join(unknown)}", remedy or f"choose among {', '.join(choice)}")
    return words


def one_size(args):
    """The only size that was given, None without one.

    :raises WrongValue: there are several
    """
    if args.sizes and len(args.sizes) > 1:
        raise WrongValue(f"bench {args.what} takes one size, not {len(args.sizes)}", f"--sizes {args.sizes[0]}")
    return args.sizes[0] if args.sizes else None


def values(words, *options):
    """What stands behind any of the options: `-p 1`, `-p1`, `--http-port 1` and `--http-port=1`.

    >>> values(["-p", "1", "-p2", "--http-port=3", "-d", "4"], "-p", "--http-port")
    ['1', '2', '3']
    """
    found = [word for before, word in itertools.pairwise(words) if before in options]
    for word in words:
        for option in options:
            rest = word.removeprefix(option)
            if rest != word and rest and (rest[0] == "=" or not option.startswith("--")):
                found.append(rest.removeprefix("=") if option.startswith("--") else rest)
    return found


def odoo_ports(words, own_config):
    """The ports with which Odoo's server is asked for exist and are free; Odoo itself ends in a traceback.

    :param words: options for Odoo's command `server`
    :param own_config: they are read from our configuration where they are not named; a file of the user's may say
        anything
    :raises WrongValue: one does not exist, or is in use
    """
    http, gevent = values(words, "-p", "--http-port"), values(words, "--gevent-port")
    try:
        ports = [port(text, LAST_PORT) for text in (*http, *gevent)]
    except argparse.ArgumentTypeError as error:
        raise WrongValue(str(error), f"./cadre odoo --http-port {HTTP_PORT + 100}") from error
    if any(word in WITHOUT_SERVER for word in words):
        return
    if not http and own_config:
        ports.append(HTTP_PORT)
    hosts = values(words, "--http-interface") or ["0.0.0.0"]
    for one in ports:
        free_port(one, hosts[-1], "./cadre odoo --http-port {}" if one not in map(int, gevent) else "--gevent-port {}")
