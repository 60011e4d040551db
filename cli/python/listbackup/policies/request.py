"""The request that is being decided on. The emulator's own check sees its action and its resource alone."""
import contextvars
import json
from urllib.parse import parse_qs

from ministack import app as emulator

_body = contextvars.ContextVar("body", default=b"")
_pin_signed_body = emulator.pin_signed_body


def _pin_body(body):
    _body.set(body)
    _pin_signed_body(body)


emulator.pin_signed_body = _pin_body


def document():
    """The body as a JSON object; an empty one where the service speaks another protocol."""
    try:
        value = json.loads(_body.get() or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def form():
    """The body of a request in the query protocol: each parameter with its first value."""
    try:
        return {name: values[0] for name, values in parse_qs(_body.get().decode()).items()}
    except UnicodeDecodeError:
        return {}
