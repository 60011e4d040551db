import { canonical, JsonObject, listOf, objectOf } from './json';

export function isUserPool(type: string): boolean {
  return type === 'AWS::Cognito::UserPool';
}

/** A user pool's attributes by name, with what Cognito fixes when it makes them: `String required`. Whether `custom:` is written says nothing. */
export function attributeTexts(properties: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(listOf(properties.Schema).map(objectOf).map((attribute) => [
    String(attribute.Name).replace(/^custom:/, ''),
    attributeText(attribute),
  ]));
}

export function isRequired(attribute: string): boolean {
  return attribute.split(' ').includes('required');
}

function attributeText(attribute: JsonObject): string {
  const { AttributeDataType: type = 'String', Mutable: mutable = true } = attribute;
  const { Required: required = false, DeveloperOnlyAttribute: developerOnly = false } = attribute;
  const limits = [attribute.StringAttributeConstraints, attribute.NumberAttributeConstraints].filter((one) => one !== undefined);
  return [
    String(type),
    ...String(required) === 'true' ? ['required'] : [],
    ...String(mutable) === 'true' ? [] : ['immutable'],
    ...String(developerOnly) === 'true' ? ['developer-only'] : [],
    ...limits.map((one) => limitsText(objectOf(one))),
  ].join(' ');
}

/** CloudFormation takes the number 1 and the text "1" for the same. */
function limitsText(limits: JsonObject): string {
  return canonical(Object.fromEntries(Object.entries(limits).map(([key, limit]) => [key, String(limit)])));
}
