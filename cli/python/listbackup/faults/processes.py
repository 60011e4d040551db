"""The processes that run functions. Each shows an ID of its own in the user agent of its calls, as the SDKs of AWS do for an application."""
import itertools
import re
import threading

# https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
VARIABLE = "AWS_SDK_UA_APP_ID"
_NAMED = re.compile(r"(?:^| )app/(listbackup-\d+)(?: |$)")

_count = itertools.count(1)
_lock = threading.Lock()
# Each process and the name of its function, by its ID.
_known = {}


def new_id():
    return f"listbackup-{next(_count)}"


def remember(process_id, function, process):
    with _lock:
        _known[process_id] = (function, process)


def named_in(user_agent):
    found = _NAMED.search(user_agent)
    return found.group(1) if found else None


def function_of(process_id):
    with _lock:
        return _known.get(process_id, (None, None))[0]


def functions():
    with _lock:
        return {function for function, _ in _known.values()}


def kill(process_id, function):
    """Ends the process at once; all of the function's where the process isn't known."""
    with _lock:
        found = [process for known, (of, process) in _known.items() if known == process_id or (process_id is None and of == function)]
    for process in found:
        if process.poll() is None:
            process.kill()
