import { IKey } from 'aws-cdk-lib/aws-kms';
import { ListBackupFromStageProps } from './from-stage-props';
import { ListBackupLookup } from './list-backup-lookup';
import { ServiceLookup } from './service-lookup';
import { refuse } from '../stage/refuse';
import { requireKey } from '../stage/require-handles';
import { requireStage } from '../stage/require-stage';

/** How the values of a service are found: as the caller says, or by exports. */
export function lookupOf(props: ListBackupFromStageProps & { readonly encryptionKey?: IKey }, service: string): ServiceLookup {
  const stage = requireStage(props);
  requireKey('encryptionKey', props.encryptionKey);
  const lookup: unknown = props.lookup ?? ListBackupLookup.exports();
  // By its member rather than by its class: an app may hold two copies of this package.
  if (typeof lookup !== 'object' || lookup === null || typeof (lookup as Partial<ListBackupLookup>)._of !== 'function') {
    refuse('lookup', lookup, 'It is a ListBackupLookup.', 'ListBackupLookup.exports()');
  }
  return (lookup as ListBackupLookup)._of(stage, service);
}
