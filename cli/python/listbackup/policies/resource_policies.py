"""Policies of tables and event buses, which the emulator stores without deciding by them.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
"""
import json

from ministack.core import iam_evaluator
from ministack.services import dynamodb, eventbridge
from ministack.services.cloudformation import provisioners

_find_policy = iam_evaluator._resource_policy
_TABLE = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
_create_table = _TABLE["create"]


def _resource_policy(service, resource):
    if resource.startswith("arn:"):
        account = resource.split(":")[4]
        if service == "dynamodb":
            stored = dynamodb._resource_policies.get(resource.partition("/index/")[0])
            return (stored["Policy"], account) if stored else None
        if service == "events" and ":event-bus/" in resource:
            policy = eventbridge._event_bus_policies.get(resource.partition(":event-bus/")[2])
            return (_with_principals(policy), account) if policy else None
    return _find_policy(service, resource)


def _with_principals(policy):
    """PutPermission stores an account's number or `*` as the principal."""
    return {**policy, "Statement": [
        {**statement, "Principal": {"AWS": statement["Principal"]}}
        if isinstance(statement.get("Principal"), str) and statement["Principal"] != "*" else statement
        for statement in policy["Statement"]]}


def _create_table_with_policy(logical_id, properties, stack_name):
    created = _create_table(logical_id, properties, stack_name)
    document = (properties.get("ResourcePolicy") or {}).get("PolicyDocument")
    if document:
        dynamodb._resource_policies[created[1]["Arn"]] = {"Policy": json.dumps(document), "RevisionId": "1"}
    return created


def _create_bus_policy(logical_id, properties, stack_name):
    bus = properties.get("EventBusName") or "default"
    sid = properties["StatementId"]
    whole, action, principal = (properties.get(name) for name in ("Statement", "Action", "Principal"))
    statement = dict(whole or {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"})
    policy = eventbridge._event_bus_policies.get(bus) or {"Version": "2012-10-17", "Statement": []}
    others = [found for found in policy["Statement"] if found.get("Sid") != sid]
    eventbridge._event_bus_policies[bus] = {**policy, "Statement": [*others, {**statement, "Sid": sid}]}
    return f"{bus}|{sid}", {}


def _update_bus_policy(physical_id, _old, properties, stack_name, logical_id=None):
    _delete_bus_policy(physical_id, properties)
    return _create_bus_policy(logical_id, properties, stack_name)


def _delete_bus_policy(physical_id, _properties):
    bus, _, sid = physical_id.partition("|")
    policy = eventbridge._event_bus_policies.get(bus)
    if policy:
        policy["Statement"] = [found for found in policy["Statement"] if found.get("Sid") != sid]


iam_evaluator._resource_policy = _resource_policy
_TABLE["create"] = _create_table_with_policy
provisioners._RESOURCE_HANDLERS["AWS::Events::EventBusPolicy"] = {
    "create": _create_bus_policy, "update": _update_bus_policy, "delete": _delete_bus_policy}
