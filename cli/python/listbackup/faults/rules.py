"""The faults that were asked for: which calls each hits, and how often it did."""
import random
import threading

from listbackup.faults.calls import SERVICES

_DEFAULT_MESSAGES = {"throttle": "Rate exceeded", "fail": "An internal error occurred", "refuse": "The call is refused"}


class Rule:
    """One fault. The command has checked its values."""

    def __init__(self, given):
        self.fault = given["fault"]
        self.after = given.get("when") == "after"
        self.seconds = given.get("milliseconds", 0) / 1000
        self.hits = 0
        self.calls = 0
        self._given = given

    def fits(self, call):
        wanted = self._given
        return (wanted.get("service") in (None, call.service)
                and wanted.get("operation") in (None, call.operation)
                and wanted.get("function") in (None, call.function, call.function.rpartition("-")[2])
                and (not wanted.get("writes") or call.writes))

    def draw(self, chance):
        """Whether it hits this call, which it fits."""
        self.calls += 1
        if self.hits >= self._given.get("times", float("inf")) or chance() >= self._given.get("share", 1):
            return False
        self.hits += 1
        return True

    def error(self, call):
        code, status = SERVICES[call.service][self.fault]
        given = self._given
        return given.get("code", code), given.get("status", status), given.get("message", _DEFAULT_MESSAGES[self.fault])


class Rules:
    """All faults, in their order. Calls draw from one sequence, so that a run with a seed is like the one before as far as its calls are."""

    def __init__(self):
        self._lock = threading.Lock()
        self._rules = []
        self._chance = random.Random()

    def replace(self, given):
        with self._lock:
            self._rules = [Rule(rule) for rule in given["faults"]]
            self._chance = random.Random(given.get("seed"))

    def any(self):
        return bool(self._rules)

    def hitting(self, call):
        """Each latency that hits the call, and the first other fault that does."""
        with self._lock:
            hits = []
            for rule in self._rules:
                if not rule.fits(call) or not rule.draw(self._chance.random):
                    continue
                hits.append(rule)
                if rule.fault != "latency":
                    break
            return hits

    def counts(self):
        with self._lock:
            return [{"calls": rule.calls, "hits": rule.hits} for rule in self._rules]
