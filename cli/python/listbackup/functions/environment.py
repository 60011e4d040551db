"""The environment of a function: Lambda's variables, its own, and the way to the proxy."""
import os
import subprocess
import types
from urllib.parse import quote

from ministack.core import lambda_runtime

from listbackup.faults import processes

# Settings of the emulator itself. On AWS a function sees nothing of the service that runs it.
_OF_THE_EMULATOR = frozenset(
    ("AUTH", "BIND_HOST", "GATEWAY_PORT", "IOT_MTLS_ENABLED", "LOG_LEVEL", "PERSIST_STATE", "S3_DATA_DIR", "SFTP_ENABLED", "STATE_DIR"))
_PROXY = ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")
_LOCAL = "127.0.0.1,localhost,::1"


def lead_through(proxy_port, endpoint, authority, preload):
    """From now on, functions reach HTTPS hosts through the proxy alone, and trust the certificates that it shows.

    endpoint is the emulator's address, authority the file of the certificate that signs, preload what each Node.js function loads first.
    """
    variables = {
        **{name: _LOCAL for name in ("NO_PROXY", "no_proxy")},
        **{name: authority for name in ("AWS_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")},
    }

    def environment_of(function):
        kept = {name: value for name, value in function.items()
                if name not in _OF_THE_EMULATOR and not name.startswith("MINISTACK_")}
        options = " ".join(filter(None, (f'--require "{preload}"', function.get("NODE_OPTIONS"))))
        proxy = f"http://{quote(function.get('AWS_LAMBDA_FUNCTION_NAME', ''), safe='')}:@127.0.0.1:{proxy_port}"
        return {"AWS_ENDPOINT_URL": endpoint, **kept, **variables, **{name: proxy for name in _PROXY}, "NODE_OPTIONS": options}

    def start(command, *, env=None, **options):
        environment = environment_of(os.environ if env is None else env)
        process_id = processes.new_id()
        # The user name shows the proxy who asks, and the user agent the emulator.
        started = subprocess.Popen(command, env={processes.VARIABLE: process_id, **environment}, **options)
        processes.remember(process_id, environment.get("AWS_LAMBDA_FUNCTION_NAME"), started)
        return started

    lambda_runtime.subprocess = types.SimpleNamespace(**{**vars(subprocess), "Popen": start})
