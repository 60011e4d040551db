"""Condition keys that the emulator leaves empty, so that a policy with them refuses what AWS allows, or allows what AWS refuses.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""
from ministack.services import dynamodb, kms

from listbackup.policies import request

# DynamoDB's operations on items, by the member of the request that holds their keys or items.
_WRITES = {"Delete": "Key", "Put": "Item", "Update": "Key", "ConditionCheck": "Key", "Get": "Key"}


def contexts(action, region, resource):
    """The keys that the request fills, once for each part of it that AWS decides on apart."""
    service, _, operation = action.partition(":")
    if action == "events:PutEvents":
        return _of_events(resource)
    if service == "kms":
        return [_of_key(resource)]
    if service == "dynamodb":
        return [_of_items(operation, resource)]
    if service == "ses":
        return [_of_email()]
    return [{}]


def _of_events(bus):
    """Each entry is decided on by itself. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html"""
    entries = [entry for entry in request.document().get("Entries", []) if isinstance(entry, dict)]
    return [
        {"events:source": entry.get("Source"), "events:detail-type": entry.get("DetailType")}
        for entry in entries if (entry.get("EventBusName") or "default").rpartition("/")[2] == bus.rpartition("/")[2]
    ] or [{}]


def _of_key(key):
    """https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html"""
    body = request.document()
    pairs = body.get("EncryptionContext") or {}
    asked = body.get("KeyId") or ""
    found = {f"kms:EncryptionContext:{name}": value for name, value in pairs.items()}
    if pairs:
        found["kms:EncryptionContextKeys"] = list(pairs)
    if asked.rpartition(":")[2].startswith("alias/"):
        found["kms:RequestAlias"] = asked.rpartition(":")[2]
    aliases = aliases_of(key)
    return {**found, "kms:ResourceAliases": aliases} if aliases else found


def aliases_of(key):
    record = kms._resolve_key(key)
    return [arn.partition(":alias/")[1].lstrip(":") + arn.partition(":alias/")[2]
            for arn, key_id in kms._aliases.items() if record and key_id == record["KeyId"]]


def _of_items(operation, resource):
    """https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"""
    table_arn = resource.partition("/index/")[0]
    index = resource.partition("/index/")[2]
    name = table_arn.rpartition("/")[2]
    table = dynamodb._tables.get(name)
    keys = _leading_keys(operation, request.document(), name, _partition_key(table, index)) if table else []
    return {"dynamodb:LeadingKeys": keys} if keys else {}


def _partition_key(table, index):
    schema = table.get("KeySchema") or []
    for found in [*(table.get("GlobalSecondaryIndexes") or []), *(table.get("LocalSecondaryIndexes") or [])]:
        if index and found.get("IndexName") == index:
            schema = found.get("KeySchema") or schema
    return next((key["AttributeName"] for key in schema if key.get("KeyType") == "HASH"), "")


def _leading_keys(operation, body, table, attribute):
    if operation in ("Query",):
        return _queried(body, attribute)
    items = []
    if operation.startswith("Batch"):
        asked = (body.get("RequestItems") or {}).get(table) or {}
        items = asked.get("Keys", []) if isinstance(asked, dict) else [
            value for entry in asked for kind in entry.values() for value in (kind.get("Key"), kind.get("Item")) if value]
    elif "TransactItems" in body:
        items = [entry[kind].get(member) for entry in body["TransactItems"] for kind, member in _WRITES.items()
                 if entry.get(kind, {}).get("TableName", "").rpartition("/")[2] == table]
    else:
        items = [body.get("Key") or body.get("Item")]
    return [_text(item[attribute]) for item in items if item and attribute in item]


def _queried(body, attribute):
    """The value that the partition key is compared with, in a condition of either form."""
    legacy = (body.get("KeyConditions") or {}).get(attribute, {}).get("AttributeValueList")
    if legacy:
        return [_text(legacy[0])]
    names, values = body.get("ExpressionAttributeNames") or {}, body.get("ExpressionAttributeValues") or {}
    words = (body.get("KeyConditionExpression") or "").replace("=", " = ").replace("(", " ").replace(")", " ").split()
    for left, operator, right in zip(words, words[1:], words[2:]):
        if operator != "=":
            continue
        for name, value in ((left, right), (right, left)):
            if names.get(name, name) == attribute and value in values:
                return [_text(values[value])]
    return []


def _text(value):
    return str(next(iter(value.values()), ""))


def _of_email():
    """https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html"""
    body, form = request.document(), request.form()
    sender = body.get("FromEmailAddress") or form.get("Source") or ""
    found = {}
    if sender:
        name, _, address = sender.rpartition("<")
        found["ses:FromAddress"] = address.rstrip("> ")
        if name.strip():
            found["ses:FromDisplayName"] = name.strip().strip('"')
    destination = body.get("Destination") or {}
    recipients = [address for kind in ("ToAddresses", "CcAddresses", "BccAddresses") for address in destination.get(kind) or []]
    recipients += [value for name, value in form.items() if name.startswith(("Destination.", "Destinations.member"))]
    if recipients:
        found["ses:Recipients"] = recipients
    return found
