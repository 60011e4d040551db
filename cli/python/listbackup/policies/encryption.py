"""The right to the key of what is encrypted with one: objects, queues, tables and secrets.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
"""
from ministack.core.responses import get_account_id
from ministack.services import kms, secretsmanager, sqs
from ministack.services.cloudformation import provisioners

from listbackup.policies.conditions import aliases_of

_READ, _WRITE = "kms:Decrypt", "kms:GenerateDataKey"
# What each operation does with the key.
_NEEDS = {
    "s3:GetObject": (_READ,), "s3:GetObjectVersion": (_READ,), "s3:PutObject": (_WRITE,),
    "sqs:SendMessage": (_WRITE, _READ), "sqs:ReceiveMessage": (_READ,),
    "secretsmanager:GetSecretValue": (_READ,), "secretsmanager:PutSecretValue": (_WRITE, _READ),
    **{f"dynamodb:{operation}": (_READ,) for operation in (
        "BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "GetRecords", "PutItem", "Query", "Scan", "UpdateItem")},
}
# Keys of buckets and tables, which the emulator doesn't keep, by the resource's ARN.
_keys = {}


def checks(action, region, resource):
    """What the caller needs besides, as (action, service, resource, context)."""
    needed = _NEEDS.get(action)
    key = needed and key_of(action.partition(":")[0], resource)
    if not key:
        return []
    service = action.partition(":")[0]
    return [(need, "kms", key, context_of(service, region, resource, key)) for need in needed]


def context_of(service, region, resource, key):
    pairs = {"s3": ("aws:s3:arn", resource), "sqs": ("aws:sqs:arn", resource), "secretsmanager": ("SecretARN", resource),
             "dynamodb": ("aws:dynamodb:tableName", resource.partition(":table/")[2].partition("/")[0])}
    name, value = pairs[service]
    return {
        "kms:ViaService": f"{service}.{region}.amazonaws.com", "kms:CallerAccount": get_account_id(),
        f"kms:EncryptionContext:{name}": value, "kms:EncryptionContextKeys": [name], "kms:ResourceAliases": aliases_of(key),
    }


def key_of(service, resource):
    """The ARN of the customer managed key; nothing for a key that AWS owns or manages."""
    found = None
    if service == "s3":
        found = _keys.get(resource.partition("/")[0])
    elif service == "dynamodb":
        found = _keys.get("/".join(resource.split("/")[:2]))
    elif service == "sqs":
        queue = sqs._queue_by_arn(resource)
        found = queue and queue["attributes"].get("KmsMasterKeyId")
    elif service == "secretsmanager":
        found = next((secret.get("KmsKeyId") for secret in secretsmanager._secrets.values() if secret.get("ARN") == resource), None)
    record = kms._resolve_key(found) if found and not found.rpartition(":")[2].startswith("alias/aws/") else None
    return record["Arn"] if record else None


def _bucket_key(properties):
    for rule in (properties.get("BucketEncryption") or {}).get("ServerSideEncryptionConfiguration") or []:
        if (by_default := rule.get("ServerSideEncryptionByDefault") or {}).get("SSEAlgorithm", "").startswith("aws:kms"):
            return by_default.get("KMSMasterKeyID")
    return None


def _table_key(properties):
    return (properties.get("SSESpecification") or {}).get("KMSMasterKeyId")


def _remember(kind, key_of):
    handlers = provisioners._RESOURCE_HANDLERS[kind]
    create, update = handlers["create"], handlers.get("update")

    def keep(properties, result):
        arn = result[1].get("Arn") if isinstance(result, tuple) else None
        if arn:
            _keys[arn] = key_of(properties)
        return result

    handlers["create"] = lambda logical_id, properties, stack_name: keep(properties, create(logical_id, properties, stack_name))
    if update:
        handlers["update"] = lambda physical_id, old, new, *rest, **named: keep(new, update(physical_id, old, new, *rest, **named))


_remember("AWS::S3::Bucket", _bucket_key)
_remember("AWS::DynamoDB::Table", _table_key)
