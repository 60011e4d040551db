"""Writes what `listbackup up --faults` knows of the services of AWS, from the service models of botocore.

usage: services.py > cli/python/listbackup/faults/services.json, with botocore installed (`pip install botocore==1.44.8`)
"""
import json
import sys

from botocore.loaders import Loader

# The models of the services that functions call, by the name that signs their requests.
MODELS = {
    "cognito-identity": ["cognito-identity"], "cognito-idp": ["cognito-idp"], "dynamodb": ["dynamodb"], "events": ["events"],
    "execute-api": ["apigatewaymanagementapi"], "firehose": ["firehose"], "kinesis": ["kinesis"], "kms": ["kms"], "lambda": ["lambda"],
    "logs": ["logs"], "monitoring": ["cloudwatch"], "s3": ["s3"], "scheduler": ["scheduler"], "secretsmanager": ["secretsmanager"],
    "ses": ["ses", "sesv2"], "sns": ["sns"], "sqs": ["sqs"], "ssm": ["ssm"], "states": ["stepfunctions"], "sts": ["sts"],
}
# By what each tells a client to slow down, and that it failed itself. Where the model has no such error, it is one that services share:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-common-errors.html
# and for S3 https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
THROTTLE = {
    "cognito-identity": "TooManyRequestsException", "cognito-idp": "TooManyRequestsException", "dynamodb": "ProvisionedThroughputExceededException",
    "kinesis": "ProvisionedThroughputExceededException", "lambda": "TooManyRequestsException", "ses": "TooManyRequestsException",
    "sns": "ThrottledException", "sqs": "RequestThrottled",
}
FAIL = {
    "cognito-identity": "InternalErrorException", "cognito-idp": "InternalErrorException", "dynamodb": "InternalServerError", "events": "InternalException",
    "kinesis": "InternalFailureException", "kms": "KMSInternalException", "lambda": "ServiceException", "logs": "InternalServerException",
    "monitoring": "InternalServiceFault", "scheduler": "InternalServerException", "secretsmanager": "InternalServiceError",
    "ses": "InternalServiceErrorException", "sns": "InternalErrorException", "ssm": "InternalServerError",
}
SHARED = {
    "throttle": {"json": ("ThrottlingException", 400), "query": ("Throttling", 400), "rest-json": ("TooManyRequestsException", 429), "rest-xml": ("SlowDown", 503)},
    "fail": {"json": ("InternalFailure", 500), "query": ("InternalFailure", 500), "rest-json": ("InternalFailure", 500), "rest-xml": ("InternalError", 500)},
    "refuse": {"json": ("AccessDeniedException", 400), "query": ("AccessDenied", 403), "rest-json": ("AccessDeniedException", 403), "rest-xml": ("AccessDenied", 403)},
}


def error(models, protocol, kind, shape):
    """The code and the status of an error; of a shape that no model has, the name itself is wrong here."""
    if shape is None:
        return list(SHARED[kind][protocol])
    found = next((model["shapes"][shape] for model in models if shape in model["shapes"]), None)
    if found is None:
        sys.exit(f"no model has the error {shape}")
    of_model = found.get("error", {})
    status = of_model.get("httpStatusCode", SHARED[kind][protocol][1])
    return [of_model.get("code", shape) if protocol in ("query", "rest-xml") else shape, status]


def service(name, models):
    first = models[-1]
    metadata = first["metadata"]
    protocol = metadata["protocol"].replace("smithy-rpc-v2-cbor", "json")
    return {
        "target": metadata.get("targetPrefix"),
        # Also sends the error of the query protocol, from which the service came.
        "queryCompatible": "awsQueryCompatible" in metadata,
        "throttle": error(models, protocol, "throttle", THROTTLE.get(name)),
        "fail": error(models, protocol, "fail", FAIL.get(name)),
        "refuse": error(models, protocol, "refuse", None),
        "operations": sorted({operation for model in models for operation in model["operations"]}),
        "routes": sorted([operation["http"]["method"], operation["http"]["requestUri"], operation["name"]]
                         for model in models if model["metadata"]["protocol"].startswith("rest-")
                         for operation in model["operations"].values()),
    }


loader = Loader()
loaded = {name: service(name, [loader.load_service_model(model, "service-2") for model in models]) for name, models in MODELS.items()}
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(facts, separators=(',', ':'))}" for name, facts in loaded.items()) + "\n}")
