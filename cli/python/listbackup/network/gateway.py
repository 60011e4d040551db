"""Serves the emulator on several sockets: in plain HTTP for the machine and for the functions, in TLS for the proxy."""
import asyncio
import contextvars
import json

from hypercorn.asyncio import serve
from hypercorn.config import Config, Sockets
from ministack import app as emulator

from listbackup.faults import inject

_said_plain = contextvars.ContextVar("said_plain", default=False)


# Where the command asks for the rights that no call used.
UNUSED_PATH = "/_listbackup/unused-grants"


class GatewayConfig(Config):
    """Hypercorn's settings, with sockets and certificates that exist already."""

    ssl_enabled = True
    keep_alive_timeout = 75
    loglevel = "WARNING"

    def __init__(self, plain, tls, context):
        super().__init__()
        self._sockets = Sockets([tls], plain, [])
        self._context = context

    def create_sockets(self):
        return self._sockets

    def create_ssl_context(self):
        return self._context


def run(plain, tls, context, proxy, proxy_listener):
    """Serves until a signal ends the process."""
    async def both():
        await proxy.serve(proxy_listener)
        inject.install()
        await serve(application, GatewayConfig(plain, tls, context))

    asyncio.run(both())


async def application(scope, receive, send):
    """The emulator. SDKs reach it without TLS where they would use TLS on AWS, so only who says `http` is taken to be without."""
    if scope["type"] == "http" and scope["path"] == UNUSED_PATH:
        return await _answer(send, _unused())
    if scope["type"] == "http" and scope["path"] == inject.PATH:
        return await _answer(send, await inject.control(scope, receive))
    said = next((value for name, value in scope.get("headers", []) if name == b"x-forwarded-proto"), b"")
    _said_plain.set(said.strip().lower() == b"http")
    await _emulator(scope, receive, send)


_emulator = inject.around(lambda scope, receive, send: emulator.app(scope, receive, send))


def _unused():
    if not emulator.AUTH:
        return []
    from listbackup.policies.unused import unused

    return unused()


async def _answer(send, value):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(value).encode()})


_pin_request_origin = emulator.pin_request_origin


def pin_request_origin(source_ip, _secure):
    _pin_request_origin(source_ip, not _said_plain.get())


emulator.pin_request_origin = pin_request_origin
