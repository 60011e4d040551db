import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupKeyBase } from './key';
import { createAlias, createKey, keyPolicy, KeyUser } from './key-resource';
import { claimPhysicalName, isCatalogueScope, makesCatalogue } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { publishedReference, stackAware } from '../exports/reference';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { serviceKeyAliasName, serviceKeyId } from '../stage/naming';
import { requireSecurity } from '../stage/security';
import { located } from '../validation/located';
import { requireAttribute } from '../validation/values';

/** Attributes of the key that the hardened resources of a module need. */
export interface ServiceKeySpec {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly removalPolicy: RemovalPolicy;
  /** The AWS services that use it without a role of their own. */
  readonly users: readonly KeyUser[];
  /** True if other apps find the key by alias and export. A service has one such key. A key that isn't shared can exist once per stack. */
  readonly shared: boolean;
}

/**
 * The customer-managed key of one service of a hardened stage: `alias/listbackup-{stage}/{service}`. One a stack and service, whichever of
 * its constructs asks first.
 *
 * @internal
 */
@located
class ServiceKey extends ListBackupKeyBase {
  public readonly keyArn: string;
  public readonly keyId: string;
  public readonly aliasName: string;
  private readonly mutable: IKey;

  public constructor(scope: Construct, id: string, { stage, service, users, shared, removalPolicy }: ServiceKeySpec, ofCatalogue: boolean) {
    super(scope, id);
    if (ofCatalogue) makesCatalogue(this);
    const logicalId = serviceKeyId(service);
    const key = createKey(this, {
      stage,
      service,
      logicalId,
      description: `What ${service} keeps in stage ${stage.stageName}`,
      policy: keyPolicy(this, users),
      removalPolicy,
    });
    this.mutable = Key.fromCfnKey(key);
    this.aliasName = serviceKeyAliasName(stage, service);
    if (!shared) {
      this.keyArn = key.attrArn;
      this.keyId = key.ref;
      return;
    }
    claimPhysicalName(this, 'key', this.aliasName);
    createAlias(this, `${logicalId}Alias`, this.aliasName, key);
    const output = `${logicalId}Arn`;
    // No rule can tell the ID that KMS chose, and policies know a key by nothing else.
    this.keyArn = publishedReference(this.stack, stage, service, output, key.attrArn);
    this.keyId = stackAware(this.stack, key.ref, Fn.select(1, Fn.split('/', this.keyArn)));
    publish(this, stage, service, { [output]: key.attrArn });
  }

  /** A statement must not refer to resources of stacks that use the key, since those are deployed later. */
  public addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult {
    return this.mutable.addToResourcePolicy(statement, allowNoOp);
  }
}

/** Encryption options of the caller. */
export interface KeyChoice extends ListBackupSecurityOptions {
  readonly encryptionKey?: IKey;
}

/** The key that encrypts a construct's resources: the caller's, the service's own when hardened, none otherwise. */
export function getOrCreateServiceKey(scope: Construct, choice: KeyChoice, spec: ServiceKeySpec): IKey | undefined {
  if (!needsServiceKey(choice)) return choice.encryptionKey;
  const { service, stage } = spec;
  const stack = Stack.of(scope);
  const id = `${serviceKeyId(service)}-${stage.stageName}`;
  return stack.node.tryFindChild(id) as ServiceKey | undefined ?? new ServiceKey(stack, id, spec, scope.node.scopes.some(isCatalogueScope));
}

/** The same key for a consumer of what was deployed. It is read when it is used. */
export function importedKeyFor(scope: Construct, id: string, choice: KeyChoice, service: string, lookup: ServiceLookup): IKey | undefined {
  return needsServiceKey(choice) ? Key.fromKeyArn(scope, id, lookup.name(`${serviceKeyId(service)}Arn`)) : choice.encryptionKey;
}

function needsServiceKey({ encryptionKey, security }: KeyChoice): boolean {
  requireAttribute('encryptionKey', encryptionKey, 'keyArn', 'a KMS key', 'new kms.Key(…)');
  return requireSecurity(security).isHardened && encryptionKey === undefined;
}
