"""Errors as AWS writes them, so that an SDK takes them for its own."""
import json
import struct
import uuid
from xml.sax.saxutils import escape

from listbackup.faults.calls import SERVICES

# https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
_SHAPE_PREFIX = {"dynamodb": "com.amazonaws.dynamodb.v20120810#", "monitoring": "com.amazonaws.cloudwatch#", "sqs": "com.amazonaws.sqs#"}


def error(call, code, status, message):
    """The status, the headers and the body of an error."""
    request_id = str(uuid.uuid4())
    sender = "Sender" if status < 500 else "Receiver"
    if call.protocol.startswith("json-") or call.protocol == "cbor":
        shape = {"__type": f"{_SHAPE_PREFIX.get(call.service, '')}{code}", "message": message}
        # https://smithy.io/2.0/aws/protocols/aws-query-protocol.html: what was a query service also writes the error of old.
        compatible = {"x-amzn-query-error": f"{code};{sender}"} if SERVICES[call.service]["queryCompatible"] else {}
        if call.protocol == "cbor":
            headers = {"content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
            return status, {**headers, **compatible, "x-amzn-requestid": request_id}, _cbor(shape)
        headers = {"content-type": f"application/x-amz-{call.protocol}", "x-amzn-requestid": request_id}
        return status, {**headers, **compatible}, json.dumps(shape).encode()
    if call.protocol == "rest-json":
        headers = {"content-type": "application/json", "x-amzn-errortype": code, "x-amzn-requestid": request_id}
        return status, headers, json.dumps({"message": message, "Message": message}).encode()
    if call.protocol == "rest-xml":
        body = (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message>'
                f"<RequestId>{request_id}</RequestId><HostId>{request_id}</HostId></Error>")
        return status, {"content-type": "application/xml", "x-amz-request-id": request_id, "x-amz-id-2": request_id}, body.encode()
    body = (f"<ErrorResponse><Error><Type>{sender}</Type><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
            f"<RequestId>{request_id}</RequestId></ErrorResponse>")
    return status, {"content-type": "text/xml", "x-amzn-requestid": request_id}, body.encode()


def _cbor(texts):
    """A map of texts: https://www.rfc-editor.org/rfc/rfc8949#section-3.1"""
    return _head(5, len(texts)) + b"".join(_text(part) for pair in texts.items() for part in pair)


def _text(value):
    encoded = value.encode()
    return _head(3, len(encoded)) + encoded


def _head(major, length):
    if length < 24:
        return bytes([major << 5 | length])
    return bytes([major << 5 | 25]) + struct.pack(">H", length)
