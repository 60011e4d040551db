"""Puts the faults between the functions and the emulator."""
import asyncio
import contextvars
import json
import socket
import struct

from hypercorn.asyncio import tcp_server

from listbackup.faults import answers, processes
from listbackup.faults.calls import call_of
from listbackup.faults.rules import Rules

PATH = "/_listbackup/faults"

rules = Rules()
_writer = contextvars.ContextVar("writer", default=None)


class _Server(tcp_server.TCPServer):
    """Lets a request know its connection, so that it can be reset."""

    async def run(self):
        _writer.set(self.writer)
        await super().run()


async def control(scope, receive):
    """PUT replaces the faults, GET counts the calls that each was drawn for and hit."""
    if scope["method"] == "PUT":
        rules.replace(json.loads(await _body_of(receive)))
    return rules.counts()


def around(emulator):
    """The emulator as an application, with the faults in front of it."""
    async def application(scope, receive, send):
        if scope["type"] != "http" or not rules.any():
            return await emulator(scope, receive, send)
        body = await _body_of(receive)
        call = call_of(scope, body)
        hits = rules.hitting(call) if call else []
        for rule in hits:
            await asyncio.sleep(rule.seconds)
        ending = next((rule for rule in hits if rule.fault != "latency"), None)
        if ending is None:
            return await emulator(scope, _again(body, receive), send)
        if ending.fault == "duplicate":
            await emulator(scope, _again(body, receive), _nobody)
            return await emulator(scope, _again(body, receive), send)
        if ending.fault in ("reset", "kill"):
            if ending.after:
                await emulator(scope, _again(body, receive), _nobody)
            if ending.fault == "kill":
                processes.kill(call.process, call.function)
            return _reset()
        status, headers, error = answers.error(call, *ending.error(call))
        lines = [(name.encode(), value.encode()) for name, value in {**headers, "content-length": str(len(error))}.items()]
        await send({"type": "http.response.start", "status": status, "headers": lines})
        await send({"type": "http.response.body", "body": error})

    return application


def _reset():
    """Closes the connection as a broken one: the client sees `ECONNRESET`, rather than an end."""
    writer = _writer.get()
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _nobody(_message):
    """Takes an answer that nobody gets."""


async def _body_of(receive):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


def _again(body, receive):
    """What receives a body that was read before."""
    given = False

    async def receive_again():
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def install():
    import hypercorn.asyncio.run as run

    run.TCPServer = _Server
