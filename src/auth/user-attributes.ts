import { CfnUserPool, CustomAttributeConfig, ICustomAttribute } from 'aws-cdk-lib/aws-cognito';
import { ListBackupUserPoolOptions } from './user-pool-options';
import { invalid, show } from '../validation/invalid';
import { requireAttribute, requireBoolean, requireList, requireObject, requireText } from '../validation/values';

/** Attributes that users can read and write, if they differ from Cognito's default. */
export interface ClientAttributes {
  readonly readAttributes: string[];
  readonly writeAttributes: string[];
}

/** The attribute that says to which account a user belongs. */
export const ACCOUNT_ATTRIBUTE = 'accountId';

/** Attributes that decide which tenant's data a user can access. Users never write them. */
const TENANT_ATTRIBUTES: readonly string[] = [ACCOUNT_ATTRIBUTE, 'role', 'tier'];

/** The attributes of OpenID Connect: the default of a client is to read and write all of them. */
export const STANDARD_ATTRIBUTES: readonly string[] = [
  'address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name', 'nickname', 'phone_number', 'picture',
  'preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo',
];

/** Cognito alone writes these, but apps read them. */
export const VERIFIED_ATTRIBUTES: readonly string[] = ['email_verified', 'phone_number_verified'];

const MAX_CUSTOM_ATTRIBUTES = 50;

/** A session tag, which the account's attribute becomes, holds at most 256 characters. */
const TENANT_ATTRIBUTE_CONSTRAINTS = { minLength: '1', maxLength: '256' };

type AttributeOptions = ListBackupUserPoolOptions & { readonly clientWritableAttributes?: string[] };

export function schema(options: ListBackupUserPoolOptions): CfnUserPool.SchemaAttributeProperty[] {
  requireBoolean('tenantAttributes', options.tenantAttributes);
  requireObject('customAttributes', options.customAttributes, 'must be a map from names to attribute types', 'For example: { companySize: new NumberAttribute({ mutable: true }) }.');
  const custom = Object.entries(options.customAttributes ?? {});
  for (const [name, attribute] of custom) requireCustomAttribute(name, attribute);
  const tenant = options.tenantAttributes ? TENANT_ATTRIBUTES : [];
  if (tenant.length + custom.length > MAX_CUSTOM_ATTRIBUTES) {
    invalid('customAttributes', tenant.length + custom.length, `must have at most ${MAX_CUSTOM_ATTRIBUTES} attributes, those of tenantAttributes included`, 'Keep several values as JSON in one attribute.');
  }
  return [
    { name: 'name', attributeDataType: 'String', required: true, mutable: true },
    ...tenant.map((name) => ({
      name, attributeDataType: 'String', required: false, mutable: true, stringAttributeConstraints: TENANT_ATTRIBUTE_CONSTRAINTS,
    })),
    ...custom.map(([name, attribute]) => customAttribute(name, attribute.bind())),
  ];
}

/** `undefined` where the pool has no custom attribute: Cognito's default then lets nobody change tenants. */
export function clientAttributes(options: AttributeOptions): ClientAttributes | undefined {
  const custom = Object.keys(options.customAttributes ?? {});
  requireList('clientWritableAttributes', options.clientWritableAttributes, '["companySize"]');
  const writable = options.clientWritableAttributes ?? [];
  for (const name of writable) requireWritable(name, custom);
  const all = [...options.tenantAttributes ? TENANT_ATTRIBUTES : [], ...custom];
  if (all.length === 0) return undefined;
  const claim = (name: string) => `custom:${name}`;
  return {
    readAttributes: [...STANDARD_ATTRIBUTES, ...VERIFIED_ATTRIBUTES, ...all.map(claim)],
    writeAttributes: [...STANDARD_ATTRIBUTES, ...writable.map(claim)],
  };
}

function requireCustomAttribute(name: string, attribute: ICustomAttribute): void {
  const what = `customAttributes.${name}`;
  if (TENANT_ATTRIBUTES.includes(name)) {
    invalid('customAttributes', name, `can't define ${show(name)}, which decides whose data a user sees`, 'Set tenantAttributes: true instead.');
  }
  requireText('customAttributes', name, /^[A-Za-z][A-Za-z0-9_-]{0,19}$/, 'must have names of 1 to 20 letters, digits, underscores and hyphens that start with a letter, without "custom:"', 'For example: "companySize".');
  requireAttribute(what, attribute ?? null, 'bind', 'an attribute type of the CDK', 'new StringAttribute({ mutable: true })');
}

function requireWritable(name: string, custom: readonly string[]): void {
  if (custom.includes(name)) return;
  const known = custom.length === 0 ? 'there are none' : `there are: ${custom.join(', ')}`;
  invalid('clientWritableAttributes', name, `must name attributes of customAttributes (${known})`, `For example: ${custom.length === 0 ? 'customAttributes: { companySize: new StringAttribute({ mutable: true }) }' : show(custom[0])}.`);
}

function customAttribute(name: string, config: CustomAttributeConfig): CfnUserPool.SchemaAttributeProperty {
  const { numberConstraints: number, stringConstraints: string } = config;
  return {
    name,
    attributeDataType: config.dataType,
    required: false,
    mutable: config.mutable ?? false,
    numberAttributeConstraints: number && { minValue: number.min?.toString(), maxValue: number.max?.toString() },
    stringAttributeConstraints: string && { minLength: string.minLen?.toString(), maxLength: string.maxLen?.toString() },
  };
}
