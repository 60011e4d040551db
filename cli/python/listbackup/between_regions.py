"""What apps in several regions and below a hosted zone need of the emulator, and it lacks.

A stack reads the outputs of one in another region, as on AWS; the emulator looks in its own region alone. And the hosted zone that a
record names is there, as it is in the account that the app is made for; the emulator gives zones IDs of its own.
"""
import sys

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import route53
from ministack.services.cloudformation import engine, provisioners

resolve_refs = engine._resolve_refs
create_record_set = provisioners._r53_record_set_create
RECORD_SET = provisioners._RESOURCE_HANDLERS["AWS::Route53::RecordSet"]


def resolve_refs_between_regions(value, *rest):
    spec = value.get("Fn::GetStackOutput") if isinstance(value, dict) else None
    region = spec.get("Region") if isinstance(spec, dict) else None
    if not isinstance(region, str) or region == get_region():
        return resolve_refs(value, *rest)
    with request_scope(get_account_id(), region):
        return resolve_refs(value, *rest)


def create_record_set_in_zone(logical_id, props, stack_name):
    zone = provisioners._r53_normalize_hosted_zone_id(props.get("HostedZoneId") or "")
    with route53._lock:
        if zone and zone not in route53._zones:
            # Nobody asks for the zone itself: its name is that of its first record.
            name = route53._normalise_name(props["Name"])
            route53._zones[zone] = {"id": zone, "name": name, "caller_reference": zone, "comment": "", "private": False, "vpcs": []}
            route53._records[zone] = route53._default_records(name)
    return create_record_set(logical_id, props, stack_name)


for name, module in list(sys.modules.items()):
    if name.startswith("ministack.") and getattr(module, "_resolve_refs", None) is resolve_refs:
        module._resolve_refs = resolve_refs_between_regions
RECORD_SET["create"] = create_record_set_in_zone
