"""The statements of functions' roles that no call used so far."""
from ministack.core import iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import lambda_svc

from listbackup.policies import decisions


# Rights that every function has, whatever it does.
_COMMON = ("logs:", "xray:")


def unused():
    """Each as the function's name, the actions and the resources. Functions that nobody called are left out."""
    found = []
    for function in lambda_svc._functions._data.values():
        config = function["config"]
        role = config.get("Role", "").rpartition("/")[2]
        account, region = lambda_svc._account_region_from_function_config(config)
        used = [(action, resource) for principal, action, resource in decisions.used()
                if iam_evaluator._role_name_from_assumed_arn(principal) == role]
        if not used:
            continue
        with request_scope(account, region):
            policies = iam_evaluator._gather_role_policies(role, account)
        statements = [statement for policy in policies for statement in policy
                      if statement.effect == "Allow" and not all(action.startswith(_COMMON) for action in statement.actions)]
        # One grant can be several statements on the same resource.
        touched = {resource for statement in statements if any(_covers(statement, *use) for use in used)
                   for resource in statement.resources}
        found += [{"function": config["FunctionName"], "actions": statement.actions, "resources": statement.resources}
                  for statement in statements if not touched.intersection(statement.resources)]
    return found


def _covers(statement, action, resource):
    return (iam_evaluator._action_matches(action, statement.actions, statement.not_actions)
            and iam_evaluator._resource_matches(resource, statement.resources, statement.not_resources))
