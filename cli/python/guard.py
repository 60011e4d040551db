"""Runs a command that must not outlive its parent: `guard.py FOLDER COMMAND ...`

A parent that is killed cannot clean up, but the pipe it held to our standard input closes all the same. Then the command and
everything it started are ended, and FOLDER (where one is named) is deleted.
"""
import os
import select
import shutil
import signal
import subprocess
import sys
import threading

GRACE_SECONDS = 3

folder, command = sys.argv[1], sys.argv[2:]
# Nothing but the closed pipe ends us. Handlers rather than SIG_IGN, which the command would inherit.
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda *_: None)

child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
ended, at_end = os.pipe()


def signal_group(number):
    try:
        os.killpg(child.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # the group is gone; macOS says so with a PermissionError


def wait_for_child():
    child.wait()
    os.close(at_end)


def parent_closed_the_pipe():
    while True:
        readable, _, _ = select.select([sys.stdin, ended], [], [])
        if ended in readable:
            return False
        if not os.read(sys.stdin.fileno(), 4096):
            return True


threading.Thread(target=wait_for_child, daemon=True).start()
if parent_closed_the_pipe():
    signal_group(signal.SIGTERM)
    select.select([ended], [], [], GRACE_SECONDS)
    signal_group(signal.SIGKILL)
    select.select([ended], [], [])
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0)
signal_group(signal.SIGKILL)
sys.exit(child.returncode if child.returncode >= 0 else 128 - child.returncode)
