"""Writes registry.json: what the schemas of the CloudFormation registry say of each resource type, for the second judge.

    pip download cfn-lint==1.58.0 --no-deps -d /tmp/wheel
    python registry.py /tmp/wheel/cfn_lint-1.58.0-py3-none-any.whl

A line per type: `id` identifies a resource, `required` has to be in a template, `fixed` cannot change without a new resource.
"""
import json
import os
import sys
import zipfile

SCHEMAS = 'cfnlint/data/schemas'


def names(schema, key):
    pointers = schema.get(key) or []
    return sorted({one.split('/')[2] for one in pointers if one.startswith('/properties/') and one.count('/') == 2})


def main():
    wheel = zipfile.ZipFile(sys.argv[1])
    index = json.loads(wheel.read(f'{SCHEMAS}/providers/us-east-1.json'))
    types = {}
    for name, place in index.items():
        schema = json.loads(wheel.read(f'{SCHEMAS}/resources/{place}' + ('' if place.endswith('.json') else '.json')))
        read_only = names(schema, 'readOnlyProperties')
        row = {
            'id': names(schema, 'primaryIdentifier'),
            'required': [one for one in schema.get('required', []) if one not in read_only],
            'fixed': names(schema, 'createOnlyProperties'),
            'answers': read_only,
        }
        types[name] = {key: value for key, value in row.items() if value}
    lines = ',\n'.join(f'{json.dumps(name)}: {json.dumps(types[name], separators=(",", ":"))}' for name in sorted(types))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'registry.json'), 'w') as file:
        file.write('{\n' + lines + '\n}\n')


main()
