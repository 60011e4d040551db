"""What Lambda does as a function's own role: read the queues and streams that it is mapped to, and write its logs.

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-create.html
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
"""
import time

from ministack.core.responses import error_response_json, get_account_id, get_region, request_scope
from ministack.services import cloudwatch_logs, lambda_svc
from ministack.services.cloudformation import provisioners

from listbackup.policies import decisions

_READS = {
    ":sqs:": ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
    ":dynamodb:": ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
}
_AGAIN_AFTER_SECONDS = 1
_all_mappings = lambda_svc._iter_all_esms
_create_mapping = lambda_svc._create_esm
_MAPPING = provisioners._RESOURCE_HANDLERS["AWS::Lambda::EventSourceMapping"]
_create_mapping_of_stack = _MAPPING["create"]
_write_logs = lambda_svc._emit_lambda_logs
_decided = {}


def _checks(source):
    service = next((name for name in _READS if name in source), None)
    return [(action, service.strip(":"), source) for action in _READS[service]] if service else []


def _may_read(function, source):
    record = lambda_svc._functions.get(function)
    return not record or decisions.for_function(record["config"], get_account_id(), get_region(), *_checks(source))


def _mappings():
    for account, region, mapping in _all_mappings():
        until, allowed = _decided.get(mapping["UUID"], (0, False))
        if time.monotonic() > until:
            with request_scope(account, region):
                allowed = _may_read(mapping["FunctionName"], mapping.get("EventSourceArn", ""))
            _decided[mapping["UUID"]] = (time.monotonic() + _AGAIN_AFTER_SECONDS, allowed)
        if allowed:
            yield account, region, mapping


def _refusal(mapping):
    """What AWS says of a mapping whose function may not read its source; nothing otherwise."""
    function = lambda_svc._resolve_request_scoped_name(mapping.get("FunctionName", ""))
    source = mapping.get("EventSourceArn", "")
    if function not in lambda_svc._functions or _may_read(function, source):
        return None
    operation = _checks(source)[0][0].partition(":")[2]
    return f"The provided execution role does not have permissions to call {operation} on {source}"


def _mapping(data):
    refusal = _refusal(data)
    return error_response_json("InvalidParameterValueException", refusal, 400) if refusal else _create_mapping(data)


def _mapping_of_stack(logical_id, properties, stack_name):
    if refusal := _refusal(properties):
        raise ValueError(refusal)
    return _create_mapping_of_stack(logical_id, properties, stack_name)


def _logs(function, request_id, log_text, error, duration_ms, **options):
    config = function.get("config") or function
    group = (config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{config.get('FunctionName', '')}"
    account, region = lambda_svc._account_region_from_function_config(config)
    arn = f"arn:aws:logs:{region}:{account}:log-group:{group}"
    with request_scope(account, region):
        exists = group in cloudwatch_logs._log_groups
    checks = [] if exists else [("logs:CreateLogGroup", "logs", arn)]
    checks += [("logs:CreateLogStream", "logs", f"{arn}:log-stream:*"), ("logs:PutLogEvents", "logs", f"{arn}:log-stream:*")]
    if decisions.for_function(config, account, region, *checks):
        _write_logs(function, request_id, log_text, error, duration_ms, **options)


lambda_svc._iter_all_esms = _mappings
lambda_svc._create_esm = _mapping
_MAPPING["create"] = _mapping_of_stack
lambda_svc._emit_lambda_logs = _logs
