"""Moves this process, and so everything that it starts, into a network namespace that has nothing but a loopback interface.

A listening socket belongs to the namespace in which it was created. So a socket that listens before the move still takes connections
from the machine, while this process and its functions can reach nothing outside.

https://man7.org/linux/man-pages/man7/network_namespaces.7.html
"""
import ctypes
import fcntl
import os
import socket
import struct
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS = 0x8913
SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1


def enter():
    """Moves this process where the system allows it. Returns whether it did; must run before any thread starts."""
    if not sys.platform.startswith("linux"):
        return False
    for flags in (CLONE_NEWNET, CLONE_NEWUSER | CLONE_NEWNET):
        # Some systems allow the move and then refuse the interface, so a child tries first.
        if _succeeds_in_child(flags):
            _move(flags)
            return True
    return False


def _succeeds_in_child(flags):
    child = os.fork()
    if child == 0:
        try:
            _move(flags)
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _move(flags):
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    if flags & CLONE_NEWUSER:
        # Without these maps, every file would seem to be somebody else's.
        for name, content in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(content)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sh", b"lo", 0).ljust(40, b"\0"))
        name, current = struct.unpack_from("16sh", request)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", name, current | IFF_UP).ljust(40, b"\0"))
