"""One decision for each request: the emulator's own, with the condition keys that it leaves empty, and what the request needs besides."""
import contextvars
import threading

from ministack.core import iam_evaluator
from ministack.core.iam_evaluator import AuthError
from ministack.core.lambda_runtime import execution_credentials
from ministack.core.responses import request_scope
from ministack.services import kms

from listbackup.policies import conditions, encryption, pass_role
from listbackup.report import tell

_enforce = iam_evaluator.enforce
_used = set()
_lock = threading.Lock()


def _decide(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    """As the emulator's own: nothing where the request is allowed."""
    access_key, action, resource = access_key_id, iam_action, resource_arn
    if service == "kms" and (record := kms._resolve_key(resource)):
        resource = record["Arn"]  # AWS decides on the key, however the request names it
    for filled in conditions.contexts(action, region, resource):
        refusal = _enforce(access_key, action, service, region, resource, {**(service_context or {}), **filled})
        if refusal:
            return _report(refusal, action, resource)
    if iam_evaluator.is_root_access_key(access_key):
        return None
    for needed, of_service, on, keys in [*pass_role.checks(action), *encryption.checks(action, region, resource)]:
        if refusal := _enforce(access_key, needed, of_service, region, on, keys):
            return _report(refusal, needed, on)
        _report_use(access_key, needed, on)
    _report_use(access_key, action, resource)
    return None


def _report(refusal, action, resource):
    if not isinstance(refusal, AuthError):
        tell("refused", principal=refusal.principal_arn, action=action, resource=resource, explicit=refusal.decision == "Deny")
    return refusal


def _report_use(access_key, action, resource):
    """Reports each right of a role when it is used for the first time."""
    principal = iam_evaluator.resolve_principal(access_key, "")
    if isinstance(principal, AuthError) or principal.type != "AssumedRole":
        return
    use = (principal.arn, action, resource)
    with _lock:
        if use in _used:
            return
        _used.add(use)
    tell("used", principal=principal.arn, action=action, resource=resource)


def used():
    """Each right that a role used, as its principal, the action and the resource."""
    with _lock:
        return list(_used)


def for_function(config, account, region, *checks):
    """Whether the role of a function may do all of it, as (action, service, resource). Outside of any request."""
    def decide():
        iam_evaluator.pin_request_origin("", secure_transport=True)
        with request_scope(account, region):
            access_key = execution_credentials(config)["AWS_ACCESS_KEY_ID"]
            return all(_decide(access_key, action, service, region, resource) is None for action, service, resource in checks)
    return contextvars.Context().run(decide)


iam_evaluator.enforce = _decide
