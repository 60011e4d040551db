"""What services do on their own: call functions, and send what a rule matched to a queue. Each needs the resource's policy.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""
import json

from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id, get_region
from ministack.services import apigateway, eventbridge, kms, lambda_svc, sns, sqs

from listbackup.policies import encryption
from listbackup.report import tell

_API, _EVENTS, _TOPICS = "apigateway.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"
_call_integration = apigateway._invoke_lambda_proxy
_call_authorizer = apigateway._invoke_request_authorizer_lambda
_call_target = eventbridge._invoke_target
_deliver_to_function = sns._deliver_to_lambda


def _may(service, action, resource, policy, source=None, keys=None):
    """Whether the resource's policy lets the service act for its source."""
    account = get_account_id()
    context = iam_evaluator.EvalContext(
        principal_arn=service, principal_type="Service", principal_account=account, action=action, resource_arn=resource,
        region=get_region(), source_ip="", secure_transport=True,
        service_context={**({"aws:sourcearn": source, "aws:sourceaccount": account} if source else {}),
                         **{name.lower(): value for name, value in (keys or {}).items()}},
        principal_keys={"aws:principalservicename": service, "aws:principalisawsservice": "true"})
    allowed = iam_evaluator.evaluate_resource_policy(policy, context, service=service).decision == "Allow"
    if not allowed:
        tell("refused", principal=service, source=source or "", action=action, resource=resource, explicit=False)
    return allowed


def _may_call(service, function, source):
    arn = function if function.startswith("arn:") else lambda_svc._func_arn(function)
    policy, _account = lambda_svc.function_policy_for_arn(arn) or ({}, None)
    return _may(service, "lambda:InvokeFunction", arn, policy, source)


def _api_arn(api, path):
    return f"arn:aws:execute-api:{get_region()}:{get_account_id()}:{api}/{path}"


async def _integration(integration, api_id, stage, path, method, headers, body, query_params, route_key="$default", *rest, **named):
    function = apigateway._extract_lambda_ref_from_integration_uri(integration.get("integrationUri", ""))
    route = "$default" if route_key == "$default" else route_key.replace(" ", "").replace("ANY", method, 1)
    if not integration.get("credentialsArn") and not _may_call(_API, function, _api_arn(api_id, f"{stage}/{route}")):
        return 500, {"Content-Type": "application/json"}, json.dumps({"message": "Internal Server Error"}).encode()
    return await _call_integration(integration, api_id, stage, path, method, headers, body, query_params, route_key, *rest, **named)


async def _authorizer(authorizer, event, account_id, region):
    function = apigateway._extract_lambda_ref_from_integration_uri(authorizer.get("authorizerUri", ""))
    api = (event.get("requestContext") or {}).get("apiId", "")
    source = _api_arn(api, f"authorizers/{authorizer.get('authorizerId', '')}")
    if not authorizer.get("authorizerCredentialsArn") and not _may_call(_API, function, source):
        return None
    return await _call_authorizer(authorizer, event, account_id, region)


def _target(target, event, rule, view=None):
    if _may_reach(target, rule.get("Arn", "")):
        _call_target(target, event, rule, view)


def _may_reach(target, rule):
    arn = target.get("Arn", "")
    service = parse_arn(arn).service if arn.startswith("arn:") else ""
    if target.get("RoleArn"):
        return True  # with a role, the rule acts as that role
    if service == "lambda":
        return _may_call(_EVENTS, arn, rule)
    if service == "sqs":
        policy, _account = sqs.queue_policy_for_arn(arn) or ("", None)
        return _may(_EVENTS, "sqs:SendMessage", arn, policy, rule) and _may_encrypt(arn)
    return True


def _may_encrypt(queue):
    key = encryption.key_of("sqs", queue)
    policy = kms._resolve_key(key).get("Policy") if key else None
    return not key or _may(_EVENTS, "kms:GenerateDataKey", key, policy, keys=encryption.context_of("sqs", get_region(), queue, key))


def _subscription(endpoint, envelope, topic_arn, *rest):
    if _may_call(_TOPICS, endpoint, topic_arn):
        _deliver_to_function(endpoint, envelope, topic_arn, *rest)


apigateway._invoke_lambda_proxy = _integration
apigateway._invoke_request_authorizer_lambda = _authorizer
eventbridge._invoke_target = _target
sns._deliver_to_lambda = _subscription
