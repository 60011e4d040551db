import { Stack } from 'aws-cdk-lib';
import { AddToPrincipalPolicyResult, CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { claimLogicalId, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { stackName } from '../stage/naming';
import { located } from '../validation/located';

export interface ServiceRoleProps {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * The one role that Serverless gives all functions of a service, under its names. What is granted is in the inline policy that Serverless
 * deployed: a policy of its own would come after that one is gone, and requests would fail in between.
 */
@located
export class ServiceRole extends Role {
  private readonly document: PolicyDocument;
  private readonly granted = new Set<string>();

  public constructor(scope: Construct, id: string, { stage, service, permissionsBoundary }: ServiceRoleProps) {
    const stack = Stack.of(scope);
    const document = new PolicyDocument({ minimize: true });
    super(scope, id, {
      roleName: `${stackName(stage, service)}-${stack.region}-lambdaRole`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { [`${stackName(stage, service)}-lambda`]: document },
      ...(permissionsBoundary && { permissionsBoundary }),
    });
    this.document = document;
    const resource = claimLogicalId(this.node.defaultChild as CfnRole, 'IamRoleLambdaExecution');
    roleTags(service).forEach(({ key, value }) => resource.tags.setTag(key, value));
    this.addToPrincipalPolicy(new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [stack.formatArn({ service: 'logs', resource: `log-group:/aws/lambda/${stackName(stage, service)}-*:*` })],
    }));
  }

  /** Adds a statement once: each function of the service brings its own. */
  public override addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    const text = JSON.stringify(statement.toStatementJson());
    if (!this.granted.has(text)) {
      this.granted.add(text);
      this.document.addStatements(statement);
    }
    return { statementAdded: true, policyDependable: this };
  }
}
