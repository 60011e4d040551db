import { Construct } from 'constructs';
import { importSecret } from './import-secret';
import { ListBackupSecretsFromStageProps } from './secret-from-stage';
import { IListBackupSecret } from './secret-handle';
import { requireSecretName } from './secret-name';
import { secretOf } from './secret-of';
import { IListBackupSecrets } from './secrets-handle';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { pascalCase, SERVICES } from '../stage/naming';
import { refuse } from '../stage/refuse';
import { requireList } from '../stage/require';

/** Secrets of a stage that another stack deployed. Each handle is made when it is first asked for. */
export class ImportedSecrets extends Construct implements IListBackupSecrets {
  private readonly names: readonly string[];

  public constructor(scope: Construct, id: string, private readonly props: ListBackupSecretsFromStageProps) {
    lookupOf(props, SERVICES.secrets);
    requireList('names', props.names, '["stripe"]');
    if (props.names === undefined || props.names.length === 0) refuse('names', props.names, 'They are the names of the secrets that are read.', '["stripe"]');
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
