import { Fn, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { ListBackupEdgeCertificateProps } from './edge-certificate-options';
import { EDGE_REGION } from './edge-environment';
import { requireEdgeHosts } from './edge-hosts';
import { ListBackupEdgeCertificate } from './list-backup-edge-certificate';
import { importedValue } from '../exports/published-value';
import { SERVICES, stackName } from '../stage/naming';

/** What a primary's `ListBackupEdgeCertificate` holds, for its standby: both regions' distributions take the same certificates and firewall. */
export function primaryCertificates(
  scope: Construct, props: ListBackupEdgeCertificateProps,
): Pick<ListBackupEdgeCertificate, 'assetsCertificate' | 'apiCertificate' | 'webAclArn'> {
  const { stage } = props;
  const hosts = requireEdgeHosts(props);
  const read = (key: string): string => (Stack.of(scope).region === EDGE_REGION
    ? importedValue(stage, SERVICES.edgeCertificate, key)
    : Fn.getStackOutput(stackName(stage, SERVICES.edgeCertificate), key, EDGE_REGION));
  const certificate = (id: string): ICertificate => Certificate.fromCertificateArn(scope, id, read(`${id}Arn`));
  return {
    assetsCertificate: hosts && certificate('EdgeAssetsCertificate'),
    apiCertificate: hosts && hosts.api.length > 0 ? certificate('EdgeApiCertificate') : undefined,
    webAclArn: props.firewall ?? stage.isOperated ? read('EdgeWebAclArn') : undefined,
  };
}
