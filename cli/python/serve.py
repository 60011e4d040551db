"""Serves the emulator, and lets it reach nothing beyond this machine.

usage: serve.py [FILE ...], what runs in the emulator's process before it serves
"""
import ipaddress
import runpy
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


sys.addaudithook(refuse_the_outside)
for addition in sys.argv[1:]:
    runpy.run_path(addition)
sys.argv = ["ministack"]
runpy.run_module("ministack", run_name="__main__")
