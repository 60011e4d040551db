"""Serves the emulator, lets it and its functions reach nothing beyond this machine, and answers for the hosts of AWS.

usage: serve.py, with the emulator's settings in the environment
"""
import os
import resource
import sys

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, FOLDER)

from listbackup import report  # noqa: E402
from listbackup.network import listening, namespace, outside  # noqa: E402

report.claim_standard_output()
port = int(os.environ["GATEWAY_PORT"])
plain = [listening.listener(port)]
closed = namespace.enter()
if closed:
    # The functions' side of the same address.
    plain.append(listening.listener(port))
outside.close()

# Loaded only now: the move into a namespace needs a process without threads.
from listbackup import between_regions, policies  # noqa: E402, F401
from listbackup.functions import asynchronous, environment, layers  # noqa: E402, F401
from listbackup.network import certificates, gateway, proxy  # noqa: E402

soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
authority = certificates.Authority(os.path.join(os.environ["STATE_DIR"], "certificates"))
tls, asked = listening.listener(), listening.listener()
environment.lead_through(
    proxy_port=asked.getsockname()[1],
    endpoint=f"http://{listening.HOST}:{port}",
    authority=authority.file,
    preload=os.path.join(FOLDER, "listbackup", "functions", "through-proxy.cjs"),
)
layers.find_bootstraps()
if os.environ["AUTH"] == "true":
    policies.install()
report.tell("ready", closed=closed)
gateway.run(plain, tls, authority.server_context(), proxy.Proxy(port, tls.getsockname()[1]), asked)
