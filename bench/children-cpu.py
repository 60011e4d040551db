"""Runs a command and prints as JSON the CPU of every process it started: jsii's Node.js is a grandchild. usage: python3 children-cpu.py WORD ..."""
import ctypes
import json
import os
import resource
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36

# Without it a process that outlives its parent would be nobody's child, and its CPU would be missing. Linux alone knows this.
if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
    sys.exit("prctl: " + os.strerror(ctypes.get_errno()))

status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
try:
    while True:
        os.wait()
except ChildProcessError:
    pass  # All have ended.

used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cpuSeconds": used.ru_utime + used.ru_stime, "peakMiB": used.ru_maxrss / 1024}))
sys.exit(status)
