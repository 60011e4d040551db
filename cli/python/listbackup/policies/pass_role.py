"""The right to hand a role to a service, for requests that name one.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""
from listbackup.policies import request

# Where a request names the role, and which service is to assume it.
_ROLES = {
    "lambda:CreateFunction": (("Role",), "lambda.amazonaws.com"),
    "lambda:UpdateFunctionConfiguration": (("Role",), "lambda.amazonaws.com"),
    "events:PutRule": (("RoleArn",), "events.amazonaws.com"),
    "events:PutTargets": (("Targets", "RoleArn"), "events.amazonaws.com"),
    "scheduler:CreateSchedule": (("Target", "RoleArn"), "scheduler.amazonaws.com"),
    "scheduler:UpdateSchedule": (("Target", "RoleArn"), "scheduler.amazonaws.com"),
    "pipes:CreatePipe": (("RoleArn",), "pipes.amazonaws.com"),
    "states:CreateStateMachine": (("roleArn",), "states.amazonaws.com"),
    "states:UpdateStateMachine": (("roleArn",), "states.amazonaws.com"),
    "cloudformation:CreateStack": (("RoleARN",), "cloudformation.amazonaws.com"),
    "cloudformation:UpdateStack": (("RoleARN",), "cloudformation.amazonaws.com"),
    "cloudformation:CreateChangeSet": (("RoleARN",), "cloudformation.amazonaws.com"),
}


def checks(action):
    """What the caller needs besides, as (action, service, resource, context)."""
    if action not in _ROLES:
        return []
    path, service = _ROLES[action]
    return [("iam:PassRole", "iam", role, {"iam:PassedToService": service}) for role in _named({**request.form(), **request.document()}, path)]


def _named(value, path):
    if isinstance(value, list):
        return [role for entry in value for role in _named(entry, path)]
    if not path:
        return [value] if isinstance(value, str) and value else []
    return _named(value.get(path[0]), path[1:]) if isinstance(value, dict) else []
