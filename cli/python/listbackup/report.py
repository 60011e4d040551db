"""Reports to the command that started the emulator: one JSON object per line on standard output."""
import json
import os
import sys
import threading

_lock = threading.Lock()
_output = None


def claim_standard_output():
    """Keeps standard output for reports. Everything else that writes there goes to standard error, which is the log."""
    global _output
    _output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def tell(kind, **facts):
    """Reports at once; without anybody who reads, does nothing."""
    if _output is None:
        return
    try:
        with _lock:
            _output.write(json.dumps({"kind": kind, **facts}) + "\n")
            _output.flush()
    except OSError:
        pass  # the command is gone, and its guard ends this process
