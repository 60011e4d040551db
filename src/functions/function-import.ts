import { Stack } from 'aws-cdk-lib';
import { IPrincipal, IRole, UnknownPrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, FunctionBase, IFunction, TenancyConfig } from 'aws-cdk-lib/aws-lambda';
import { Construct, Node } from 'constructs';
import { conventionalIds, serverlessIds } from './function-ids';
import { functionArn, requireFunctionNames } from './function-settings';
import { ListBackupFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup';
import { API_SERVICE } from '../stage/naming';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';
import { requireService } from '../validation/names';
import { requireBoolean } from '../validation/values';

/** A function that was deployed. */
export interface ListBackupFunctionFromStageProps extends ListBackupFromStageProps {
  /**
   * The service that owns the function, as it was created with.
   *
   * @default 'listbackup-api'
   */
  readonly service?: string;

  /**
   * The end of the function's name, as it was created with.
   *
   * @default - the construct's id, beginning with a small letter
   */
  readonly name?: string;

  /**
   * Full name of the function, if it was created with one.
   *
   * @default - `{service}-{stage}-{name}`
   */
  readonly functionName?: string;

  /**
   * Set to true if the function was created with `fromServerless`, which decides the name of its export.
   *
   * @default false
   */
  readonly fromServerless?: boolean;
}

/** A function that another stack deployed. Its role and its code are that stack's. */
@located
class ImportedFunction extends FunctionBase {
  public readonly functionArn: string;
  public readonly functionName: string;
  public readonly grantPrincipal: IPrincipal;
  public readonly role?: IRole = undefined;
  public readonly architecture: Architecture = Architecture.ARM_64;
  public readonly permissionsNode: Node = this.node;
  public readonly tenancyConfig?: TenancyConfig = undefined;
  public readonly resourceArnsForGrantInvoke: string[];

  /** Permissions are resources of the stack that wants them. */
  protected readonly canCreatePermissions: boolean = true;

  public constructor(scope: Construct, id: string, names: { readonly functionArn: string; readonly functionName: string }) {
    super(scope, id);
    this.functionArn = names.functionArn;
    this.functionName = names.functionName;
    this.grantPrincipal = new UnknownPrincipal({ resource: this });
    this.resourceArnsForGrantInvoke = [this.functionArn, `${this.functionArn}:*`];
  }
}

/** The handle of a deployed function. */
export function importFunction(scope: Construct, id: string, props: ListBackupFunctionFromStageProps): IFunction {
  const stage = requireStage(props);
  const service = requireService(props.service ?? API_SERVICE);
  requireBoolean('fromServerless', props.fromServerless);
  const { physicalName } = requireFunctionNames(id, { ...props, stage, service });
  const ids = props.fromServerless ? serverlessIds(id) : conventionalIds(id);
  // The name follows from rules; the export tells at deployment whether the function is there.
  const arn = lookupOf(props, service).name(`${ids.resource}Arn`, () => functionArn(Stack.of(scope), physicalName));
  return new ImportedFunction(scope, id, { functionArn: arn, functionName: physicalName });
}
