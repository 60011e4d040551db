import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { BucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { IListBackupBucket } from './bucket-handle';
import { CLOUDTRAIL_PREFIX } from './bucket-statements';
import { claimLogicalId, resourceTags, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/** A CloudTrail trail of who read and wrote customers' data, to the access-log group and below `cloudtrail/` of the data bucket. */
export function auditDataBucket(
  scope: Construct, stage: ListBackupStage, data: IListBackupBucket, logGroup: CfnLogGroup, boundary?: IManagedPolicy,
): void {
  const role = claimLogicalId(new CfnRole(scope, 'DataAuditTrailRole', {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'WriteLogs',
      policyDocument: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] })],
      }),
    }],
    permissionsBoundary: boundary?.managedPolicyArn,
    tags: roleTags(SERVICES.s3),
  }), 'DataAuditTrailRole');
  const trail = claimLogicalId(new CfnTrail(scope, 'DataAuditTrail', {
    isLogging: true,
    enableLogFileValidation: true,
    includeGlobalServiceEvents: false,
    isMultiRegionTrail: false,
    s3BucketName: data.bucketName,
    s3KeyPrefix: CLOUDTRAIL_PREFIX,
    cloudWatchLogsLogGroupArn: logGroup.attrArn,
    cloudWatchLogsRoleArn: role.attrArn,
    advancedEventSelectors: [{
      name: 'Objects of the data bucket',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'resources.ARN', startsWith: [data.arnForObjects('')], notStartsWith: [data.arnForObjects(`${CLOUDTRAIL_PREFIX}/`)] },
      ],
    }],
    tags: resourceTags(stage, SERVICES.s3),
  }), 'DataAuditTrail');
  // CloudTrail tries to write when it is made, and the policy is what lets it.
  const policy = data.policy;
  if (policy instanceof BucketPolicy) trail.node.addDependency(policy);
}
