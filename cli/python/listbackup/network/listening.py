"""Sockets that listen on the loopback interface."""
import socket

HOST = "127.0.0.1"


def listener(port=0):
    """A socket that listens there; on a free port where none is named."""
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((HOST, port))
    server.listen(256)
    server.setblocking(False)
    return server
