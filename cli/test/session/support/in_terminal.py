"""Runs a command in a pseudo terminal and prints, as JSON, what its window shows at the end.

usage: in_terminal.py COLUMNS COMMAND [ARGUMENT ...]

Knows the control sequences of the command alone: up a row, clear a row, colors. `overflows` holds each row that didn't fit at some time.
"""
import fcntl
import json
import os
import pty
import re
import struct
import sys
import termios
import unicodedata

PART = re.compile(r"\x1b\[1A|\x1b\[2K|\x1b\[[\d;]*m|\r|\n|[^\x1b\r\n]+|\x1b")


def cells(text):
    return sum(0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def run(columns, command):
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        os.execvp(command[0], command)
    written = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux reports the end of a terminal as an error
            part = b""
        if not part:
            return written.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        written += part


def window(written, columns):
    rows, at, overflows, painted = [""], 0, [], False
    for part in PART.findall(written):
        if part == "\x1b[1A":
            at = max(0, at - 1)
        elif part == "\x1b[2K":
            rows[at] = ""
        elif part == "\n":
            at += 1
            rows += [""] * (at + 1 - len(rows))
        elif part.endswith("m") and part.startswith("\x1b["):
            painted = True
        elif part != "\r":
            rows[at] += part
            if cells(rows[at]) > columns:
                overflows.append(rows[at])
    return {"rows": rows[:-1] if rows[-1] == "" else rows, "overflows": overflows, "painted": painted}


columns = int(sys.argv[1])
written, code = run(columns, sys.argv[2:])
print(json.dumps({**window(written, columns), "code": code}))
