import { Construct } from 'constructs';
import { ImportedSecrets } from './imported-secrets';
import { ListBackupSecret } from './list-backup-secret';
import { ListBackupSecretContent } from './secret-content';
import { ListBackupSecretsFromStageProps } from './secret-from-stage';
import { IListBackupSecret } from './secret-handle';
import { requireSecretName } from './secret-name';
import { secretOf } from './secret-of';
import { ListBackupSecretOptions } from './secret-options';
import { requireContent } from './secret-value';
import { IListBackupSecrets } from './secrets-handle';
import { makesCatalogue, removalPolicyFor } from '../conventions';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { pascalCase, SERVICES } from '../stage/naming';
import { refuse } from '../stage/refuse';
import { requireStage } from '../stage/require-stage';

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
 * The secrets of a stage, `listbackup/{stage}/{name}`: platforms' API keys and OAuth clients. A template never holds a value.
 *
 * @throws at synthesis when there is none, a name is invalid, or a value is given in plain text.
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
export class ListBackupSecrets extends Construct implements IListBackupSecrets {
  /**
   * Secrets of a stage that another app or stack deployed.
   *
   * @param scope where the handle stands.
   * @param id the construct's id.
   * @param props the stage, the names of the secrets, and how their values are found.
   * @throws when the stage or an option is invalid; what `lookup` cannot find is refused when it is used.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupSecretsFromStageProps): IListBackupSecrets {
    return new ImportedSecrets(scope, id, props);
  }

  private readonly created: ReadonlyMap<string, IListBackupSecret>;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, its secrets, and what differs from the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupSecretsProps) {
    const stage = requireStage(props);
    const names = requireSecrets(props.secrets);
    super(scope, id);
    makesCatalogue(this);
    // Here as well as in each secret, so that it is warned of once.
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = encryptionKeyFor(this, props, { stage, service: SERVICES.secrets, removalPolicy, users: [], shared: true });
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
  if (names.length === 0) refuse('secrets', `(a value of type ${typeof secrets})`, 'It is a map of at least one secret by its name.', '{ stripe: {} }');
  for (const name of names) {
    requireSecretName(name);
    requireContent(name, secrets[name]);
  }
  return names;
}
