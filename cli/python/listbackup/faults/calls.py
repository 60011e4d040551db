"""What a request to AWS is: the service, the operation, and who calls."""
import json
import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote

from ministack.core import iam_evaluator

from listbackup.faults import processes

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "services.json"), encoding="utf-8") as file:
    SERVICES = json.load(file)

_TARGETS = {facts["target"]: name for name, facts in SERVICES.items() if facts["target"]}
_SIGNED_FOR = re.compile(r"Credential=([^/]+)/[^/]+/[^/]+/([^/]+)/")
_CBOR_PATH = re.compile(r"^/service/(\w+)/operation/(\w+)$")
_READS = re.compile(r"^(BatchGet|Describe|Filter|Get|Head|List|Query|Receive|Scan|Search|Select|Test|TransactGet|Verify|Decrypt|Assume)")
_PATH_VARIABLE = re.compile(r"\\\{\w+(\\\+)?\\\}")


@dataclass(frozen=True)
class Call:
    """A call of a function."""

    service: str
    operation: str
    function: str
    # The ID of its process; None where only the function is known.
    process: str | None
    # How the answer is written: json-1.0, json-1.1, cbor, query, rest-json or rest-xml.
    protocol: str

    @property
    def writes(self):
        return not _READS.match(self.operation)


def call_of(scope, body):
    """The call that a request makes; None where no function makes it, or the service isn't known."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    signed = _SIGNED_FOR.search(headers.get("authorization") or f"Credential={query.get('X-Amz-Credential', [''])[0]}")
    process = processes.named_in(headers.get("user-agent", ""))
    function = processes.function_of(process) or _function_of_role(signed.group(1) if signed else None)
    if not function:
        return None
    prefix, _, operation = headers.get("x-amz-target", "").rpartition(".")
    service = signed.group(2) if signed else _TARGETS.get(prefix)
    if service not in SERVICES:
        return None
    if operation:
        version = "1.0" if headers.get("content-type", "").endswith("-1.0") else "1.1"
        return Call(service, operation, function, process, f"json-{version}")
    if cbor := _CBOR_PATH.match(scope["path"]):
        return Call(service, cbor.group(2), function, process, "cbor")
    if headers.get("content-type", "").startswith("application/x-www-form-urlencoded") or "Action" in query:
        form = {**query, **parse_qs(body.decode("latin-1"))}
        return Call(service, form.get("Action", [""])[0], function, process, "query")
    return Call(service, _rest_operation(service, scope, headers, query), function, process, "rest-xml" if service == "s3" else "rest-json")


def _function_of_role(access_key):
    """The session of a function's role carries its name."""
    if not access_key:
        return None
    principal = iam_evaluator.resolve_principal(access_key, "")
    arn = getattr(principal, "arn", "")
    name = arn.rpartition("/")[2] if ":assumed-role/" in arn else None
    return name if name in processes.functions() else None


def _rest_operation(service, scope, headers, query):
    if "x-id" in query:
        return query["x-id"][0]
    path = scope["path"]
    bucket = re.match(r"^(.+)\.s3[.-]", headers.get("host", ""))
    if service == "s3" and bucket:
        path = f"/{bucket.group(1)}{path}"
    copies, is_part = "x-amz-copy-source" in headers, "partNumber" in query
    best, most = "", -1
    for method, uri, name in SERVICES[service]["routes"]:
        route, _, needs = uri.partition("?")
        needed = set(parse_qs(needs, keep_blank_values=True))
        if method != scope["method"] or not needed <= set(query) or not _route(route).match(path.rstrip("/") or "/"):
            continue
        if service == "s3" and (("Copy" in name) != copies or ("Part" in name and method == "PUT") != is_part) and method == "PUT":
            continue
        # Of two that fit, the one that says more.
        said = len(needed) * 1000 + len(re.sub(r"\{[^}]*\}", "", route))
        if said > most:
            best, most = name, said
    return best


def _route(uri):
    pattern = _PATH_VARIABLE.sub(lambda variable: ".+" if variable.group(1) else "[^/]+", re.escape(unquote(uri.rstrip("/") or "/")))
    return re.compile(f"^{pattern}$")
