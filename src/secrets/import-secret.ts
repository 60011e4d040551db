import { Construct } from 'constructs';
import { ImportedSecret } from './imported-secret';
import { ListBackupSecretFromStageProps } from './secret-from-stage';
import { IListBackupSecret } from './secret-handle';
import { requireSecretName } from './secret-name';
import { requireResourceId, requireService, requireVariable } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { importedKeyFor } from '../keys/service-key';
import { environmentVariable, kebabCase, secretName, SERVICES } from '../stage/naming';
import { requireStage } from '../stage/require-stage';

/** The handle of a deployed secret. */
export function importSecret(scope: Construct, id: string, props: ListBackupSecretFromStageProps): IListBackupSecret {
  const stage = requireStage(props);
  const service = requireService(`secret ${id}`, props.service ?? SERVICES.secrets);
  const lookup = lookupOf(props, service);
  requireResourceId('secret', id);
  requireVariable(`secret ${id}`, props.environmentVariable, 'STRIPE_SECRET_NAME');
  const name = requireSecretName(props.name ?? kebabCase(id));
  return new ImportedSecret(scope, id, {
    lookup,
    logicalId: `${id}Secret`,
    physicalName: secretName(stage, name),
    environmentVariable: props.environmentVariable ?? environmentVariable(name, 'SECRET_NAME'),
    encryptionKey: importedKeyFor(scope, `${id}Key`, props, service, lookup),
  });
}
