import { Construct } from 'constructs';
import { ListBackupSecret } from './secret';
import { importSecret } from './secret-import';
import { IListBackupSecret, IListBackupSecrets } from '../handles';
import { ListBackupSecretContent, ListBackupSecretOptions, ListBackupSecretsFromStageProps, requireSecretName } from './secret-options';
import { requireContent } from './secret-value';
import { SERVICES } from '../catalogue/services';
import { childOf, makesCatalogue, removalPolicyFor } from '../conventions';
import { lookupOf } from '../exports/lookup';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { pascalCase } from '../stage/naming';
import { requireStage } from '../stage/security';
import { didYouMean, invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireList } from '../validation/values';

/** The secret of that name where there is one; says which there are otherwise. */
function secretOf(names: readonly string[], name: string, find: () => IListBackupSecret): IListBackupSecret {
  if (!names.includes(name)) invalid('name', name, `must be one of the secrets ${names.join(', ')}`, didYouMean(name, names));
  return find();
}

/** Secrets of a stage that another stack deployed. Each handle is created when it is first used. */
@located
export class ImportedSecrets extends Construct implements IListBackupSecrets {
  private readonly names: readonly string[];

  public constructor(scope: Construct, id: string, private readonly props: ListBackupSecretsFromStageProps) {
    lookupOf(props, SERVICES.secrets);
    requireList('names', props.names, '["stripe"]');
    if (props.names === undefined || props.names.length === 0) invalid('names', props.names, 'must be the names of the secrets to read', 'For example: ["stripe"].');
    const names = props.names.map(requireSecretName);
    super(scope, id);
    this.names = names;
  }

  public get all(): IListBackupSecret[] {
    return this.names.map((name) => this.byName(name));
  }

  public byName(name: string): IListBackupSecret {
    return secretOf(this.names, name, () => {
      const { names, ...shared } = this.props;
      return childOf<IListBackupSecret>(this, pascalCase(name), () => importSecret(this, pascalCase(name), { ...shared, name }));
    });
  }
}

/** Which secrets a stage has. Protection and key hold for all of them. */
export interface ListBackupSecretsOptions extends ListBackupSecretOptions {
  /**
   * The secrets by name: lower-case words joined by hyphens, such as `stripe` or `google-oauth`. An empty `{}` is a secret that is filled
   * from outside.
   */
  readonly secrets: { [name: string]: ListBackupSecretContent };
}

/** The secrets of a stage. */
export interface ListBackupSecretsProps extends ListBackupSecretsOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The secrets of a stage, `listbackup/{stage}/{name}`: platforms' API keys and OAuth clients. A template never contains a value.
 *
 * @throws at synthesis when there are no secrets, a name is invalid, or a value is in plain text.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const secrets = new ListBackupSecrets(this, 'Secrets', {
 *   stage: ListBackupStage.MAIN,
 *   secrets: {
 *     'stripe': { description: 'API key of the Stripe account' },
 *     'webhook-signing-key': { generate: { length: 64, excludePunctuation: true } },
 *   },
 * });
 * const stripe = secrets.byName('stripe');
 * stripe.grantRead(worker);
 * worker.addEnvironment(stripe.environmentVariable, stripe.secretName);
 */
@located
export class ListBackupSecrets extends Construct implements IListBackupSecrets {
  /**
   * Secrets of a stage that another app or stack deployed.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, the names of the secrets, and the lookup for their values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupSecretsFromStageProps): IListBackupSecrets {
    return new ImportedSecrets(scope, id, props);
  }

  private readonly created: ReadonlyMap<string, IListBackupSecret>;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, its secrets, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupSecretsProps) {
    const stage = requireStage(props);
    const names = requireSecrets(props.secrets);
    super(scope, id);
    makesCatalogue(this);
    // Here as well as in each secret, so that it is warned of once.
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, { stage, service: SERVICES.secrets, removalPolicy, users: [], shared: true });
    this.created = new Map(names.map((name) => [name, new ListBackupSecret(this, pascalCase(name), {
      ...props.secrets[name],
      stage,
      name,
      removalPolicy: props.removalPolicy,
      encryptionKey,
    })]));
  }

  public get all(): IListBackupSecret[] {
    return [...this.created.values()];
  }

  /** @param name its name as it was given, such as `stripe`. */
  public byName(name: string): IListBackupSecret {
    return secretOf([...this.created.keys()], name, () => this.created.get(name)!);
  }
}

/** Returns the names of the secrets when each can be made. */
function requireSecrets(secrets: ListBackupSecretsOptions['secrets']): string[] {
  const names = typeof secrets === 'object' && secrets !== null && !Array.isArray(secrets) ? Object.keys(secrets) : [];
  // Neither names nor values are shown: what was passed may be a secret.
  if (names.length === 0) invalid('secrets', `(a value of type ${typeof secrets})`, 'must be a map of at least one secret by its name', 'For example: { stripe: {} }.');
  for (const name of names) {
    requireSecretName(name);
    requireContent(name, secrets[name]);
  }
  return names;
}
