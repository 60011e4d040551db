"""Rules and topics call functions asynchronously: Lambda tries a failed event twice more, and then sends it to the function's destination for failures.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
"""
import json

from ministack.services import eventbridge, lambda_svc, sns


def _call(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        lambda_svc.invoke_async_with_retry(lambda_svc._execution_record_for_config(function, config), json.loads(payload))


class _Asynchronous:
    """Lambda as topics see it."""

    _execute_function_with_config_scope = staticmethod(lambda_svc.invoke_async_with_retry)

    def __getattr__(self, name):
        return getattr(lambda_svc, name)


eventbridge._dispatch_to_lambda = _call
sns._lambda_svc = _Asynchronous()
