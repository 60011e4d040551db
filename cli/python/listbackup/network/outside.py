"""Refuses every connection of this process that would leave the machine."""
import ipaddress
import sys


def is_loopback(host):
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def refuse_the_outside(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else "a Unix socket"
    else:
        return
    if not is_loopback(host):
        raise PermissionError(f"listbackup: the emulator may not reach {host}")


def close():
    sys.addaudithook(refuse_the_outside)
