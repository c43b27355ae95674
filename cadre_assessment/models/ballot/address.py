"""Check an address at which phones may find the server: plain text in, what is to be said about it out."""

import ipaddress
import re
from urllib.parse import urlsplit

HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
NUMBER = re.compile(r"(0x[0-9a-f]*|\d+)\Z")
INSIDE = frozenset({"local", "lan", "internal", "intranet", "home", "corp", "test", "example", "invalid", "arpa"})
"""Last parts of names that no phone finds over its own network."""


class BadAddress(ValueError):
    """It is no address of a server at all."""


def cleaned(text):
    """``scheme://host[:port]`` in small letters, without anything behind it.

    >>> cleaned(" HTTPS://Kaohe.Example.gov.cn/web "), cleaned("http://10.1.2.3:8069"), cleaned("http://[::1]:80/")
    ('https://kaohe.example.gov.cn', 'http://10.1.2.3:8069', 'http://[::1]:80')
    >>> cleaned("ftp://x")
    Traceback (most recent call last):
    odoo.addons.cadre_assessment.models.ballot.address.BadAddress: ftp://x
    >>> cleaned("http://user@x.cn")
    Traceback (most recent call last):
    odoo.addons.cadre_assessment.models.ballot.address.BadAddress: http://user@x.cn
    """
    text = (text or "").strip()
    try:
        parts = urlsplit(text[:500])
        port = parts.port
    except ValueError as error:
        raise BadAddress(text) from error
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not parts.hostname:
        raise BadAddress(text)
    host = parts.hostname.rstrip(".")
    number = _number(host)
    if number is None and (not HOST.fullmatch(host) or NUMBER.match(host.rpartition(".")[2])):
        raise BadAddress(text)  # a browser reads 127.1 and 2130706433 as numbers too: they are not written so
    shown = f"[{host}]" if number is not None and number.version == 6 else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def doubt(address):
    """Why phones may not reach a cleaned address: ``itself``, ``inside``, or None.

    >>> doubt("http://localhost:8069"), doubt("http://127.8.0.1"), doubt("http://[::ffff:127.0.0.1]")
    ('itself', 'itself', 'itself')
    >>> doubt("https://192.168.1.8"), doubt("https://server"), doubt("https://kaohe.lan"), doubt("https://[fe80::1]")
    ('inside', 'inside', 'inside', 'inside')
    >>> doubt("https://kaohe.example.gov.cn"), doubt("http://1.2.4.8")
    (None, None)
    """
    host = urlsplit(address).hostname or ""
    number = _number(host)
    if number is not None:
        number = getattr(number, "ipv4_mapped", None) or number
        if number.is_loopback or number.is_unspecified:
            return "itself"
        return None if number.is_global and not number.is_multicast else "inside"
    if host == "localhost" or host.endswith(".localhost"):
        return "itself"
    return "inside" if "." not in host or host.rpartition(".")[2] in INSIDE else None


def _number(host):
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
