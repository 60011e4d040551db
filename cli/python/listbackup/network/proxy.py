"""The proxy of the functions: leads the hosts of AWS to the emulator, and refuses and reports every other."""
import asyncio
import base64
from urllib.parse import unquote, urlsplit

from listbackup.network.outside import is_loopback
from listbackup.report import tell

# AWS's own domains for endpoints: services, services in China, dual-stack endpoints, function URLs, sign-in pages, distributions.
AWS_DOMAINS = ("amazonaws.com", "amazonaws.com.cn", "api.aws", "on.aws", "amazoncognito.com", "cloudfront.net")
HTTPS_PORT = 443
LONGEST_HEAD = 64 * 1024


def is_aws(host):
    host = host.lower().rstrip(".")
    return any(host.endswith(f".{domain}") for domain in AWS_DOMAINS)


class Proxy:
    """Speaks HTTP/1.1: `CONNECT host:443` for HTTPS, and whole addresses for plain HTTP."""

    def __init__(self, plain_port, tls_port):
        self._plain_port = plain_port
        self._tls_port = tls_port

    async def serve(self, listener):
        await asyncio.start_server(self._client, sock=listener, limit=LONGEST_HEAD)

    async def _client(self, reader, writer):
        try:
            await self._lead(reader, writer)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client is gone, or speaks no HTTP
        finally:
            writer.close()

    async def _lead(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, version = head.split("\r\n", 1)[0].split(" ")
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
            host = host.strip("[]")
            if is_aws(host) and int(port) == HTTPS_PORT:
                upstream = await asyncio.open_connection("127.0.0.1", self._tls_port)
                writer.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
                return await _exchange((reader, writer), upstream)
            return await self._refuse(writer, head, host, int(port))
        address = urlsplit(target)
        host = address.hostname or ""
        if not is_aws(host) or (address.port or 80) != 80:
            return await self._refuse(writer, head, host, address.port or 80)
        upstream = await asyncio.open_connection("127.0.0.1", self._plain_port)
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        upstream[1].write(_single_request(head, f"{method} {path} {version}").encode("latin-1"))
        await _exchange((reader, writer), upstream)

    @staticmethod
    async def _refuse(writer, head, host, port):
        if not is_loopback(host):
            tell("outside", function=_asker(head), host=host, port=port)
        text = f"listbackup up: nothing leaves this machine, and {host}:{port} isn't an endpoint of AWS that the emulator answers for\n".encode()
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                     + f"Content-Length: {len(text)}\r\n\r\n".encode() + text)
        await writer.drain()


def _asker(head):
    """The name of the function, which it shows as the user of the proxy."""
    for line in head.split("\r\n")[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "proxy-authorization":
            user = base64.b64decode(value.strip().rpartition(" ")[2]).decode().partition(":")[0]
            return unquote(user)
    return ""


def _single_request(head, first_line):
    """The head as the emulator takes it. Each connection carries one request, since the next one could be for another host."""
    kept = [line for line in head.split("\r\n")[1:] if line and line.split(":")[0].lower() not in
            ("connection", "proxy-connection", "proxy-authorization", "x-forwarded-proto")]
    return "\r\n".join([first_line, *kept, "X-Forwarded-Proto: http", "Connection: close", "", ""])


async def _exchange(client, upstream):
    await asyncio.gather(_copy(client[0], upstream[1]), _copy(upstream[0], client[1]))


async def _copy(reader, writer):
    try:
        while data := await reader.read(LONGEST_HEAD):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        # Without this the other side would wait for more until it is closed as well.
        if writer.can_write_eof():
            try:
                writer.write_eof()
            except OSError:
                pass
        else:
            writer.close()
