import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { requireStageName } from './stage-name';
import { requireRegion } from '../validation/regions';

/** Kinds of stages, which differ in how they protect their data. */
export enum ListBackupStageKind {
  /** Customers' data: kept, protected, watched, backed up. */
  PRODUCTION = 'production',
  /** Production's behavior with shorter retention. */
  STAGING = 'staging',
  /** Made and destroyed at will: removing a stack removes its data. */
  DEVELOPMENT = 'development',
}

const PRODUCTION = ['main', 'prod', 'production'];
const STAGING = ['staging'];

/** The kind that follows from a valid stage name. */
function kindOf(stageName: string): ListBackupStageKind {
  if (PRODUCTION.includes(stageName)) return ListBackupStageKind.PRODUCTION;
  if (STAGING.includes(stageName)) return ListBackupStageKind.STAGING;
  return ListBackupStageKind.DEVELOPMENT;
}

interface StageDefaults {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly pointInTimeRecoveryDays?: number;
  readonly logRetention: RetentionDays;
  readonly eventArchiveDays: number;
}

/** Defaults of each kind of stage. */
const STAGE_DEFAULTS: Readonly<Record<ListBackupStageKind, StageDefaults>> = {
  [ListBackupStageKind.PRODUCTION]: {
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    deletionProtection: true,
    pointInTimeRecoveryDays: 35,
    logRetention: RetentionDays.ONE_YEAR,
    eventArchiveDays: 365,
  },
  [ListBackupStageKind.STAGING]: {
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    deletionProtection: true,
    pointInTimeRecoveryDays: 7,
    logRetention: RetentionDays.THREE_MONTHS,
    eventArchiveDays: 30,
  },
  [ListBackupStageKind.DEVELOPMENT]: {
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_MONTH,
    eventArchiveDays: 7,
  },
};

const CONTEXT_KEY = 'stage';

/**
 * A stage: its name is part of every physical name, and it decides every default.
 *
 * `main`, `prod` and `production` are production stages, `staging` is staging, any other valid name is a development stage.
 *
 * @example
 * ListBackupStage.MAIN;
 * ListBackupStage.of('feature-x');
 */
export class ListBackupStage {
  /** The shared development stage, `dev`. */
  public static readonly DEV = new ListBackupStage('dev');

  /** The staging stage, `staging`. */
  public static readonly STAGING = new ListBackupStage('staging');

  /** Production, `main`. */
  public static readonly MAIN = new ListBackupStage('main');

  /**
   * The stage of that name.
   *
   * @param name 1 to 16 lower-case letters, digits and single hyphens, starting with a letter, not ending with a hyphen.
   *   Names that an AWS service or another stage would collide with are refused: those that hold `aws`, `amazon` or `cognito`,
   *   begin with `ssm`, or end in `-origin`, `-user` or `-platform`.
   * @throws an error that names the value and the rule it breaks; a token is refused too.
   */
  public static of(name: string): ListBackupStage {
    return new ListBackupStage(name);
  }

  /**
   * The stage that the app was asked for: `cdk synth -c stage=staging`. Without the context key `stage` it is `dev`.
   *
   * @param scope any construct of the app.
   * @throws when the context holds an invalid stage name.
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromContext(scope: Construct): ListBackupStage {
    return new ListBackupStage(scope.node.tryGetContext(CONTEXT_KEY) ?? 'dev');
  }

  /** Name of the stage, as in every physical name. */
  public readonly stageName: string;

  /** Kind of the stage. */
  public readonly kind: ListBackupStageKind;

  /** True for a production stage. */
  public readonly isProduction: boolean;

  /** True for a development stage. */
  public readonly isDevelopment: boolean;

  /**
   * The removal policy of stateful resources: `RETAIN_ON_UPDATE_OR_DELETE` in production and staging, `DESTROY` in development.
   *
   * A retained resource is deleted only if its own creation is rolled back, so that a failed first deployment can be repeated.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
   */
  public readonly removalPolicy: RemovalPolicy;

  /** True if DynamoDB and Cognito refuse to delete resources that hold data: in production and staging. */
  public readonly deletionProtection: boolean;

  /** For how many days tables can be restored to any second: 35 in production, 7 in staging; `undefined` (off) in development. */
  public readonly pointInTimeRecoveryDays?: number;

  /** For how long logs are kept: a year in production, 90 days in staging, 30 days in development. */
  public readonly logRetention: RetentionDays;

  /** For how long the event archive keeps events for replay: 365 days in production, 30 in staging, 7 in development. */
  public readonly eventArchiveRetention: Duration;

  /** True if the stage has alarms, a backup plan and a web application firewall by default: in production and staging. */
  public readonly isOperated: boolean;

  /**
   * The primary's region where this is the stage in its standby region. Names that an account holds once then gain the standby's region;
   * tables and the data bucket are taken by name, since they come from backup and replication.
   *
   * @default - this is the primary
   */
  public readonly standbyFor?: string;

  private constructor(name: string, standbyFor?: string) {
    this.standbyFor = standbyFor;
    this.stageName = requireStageName(name);
    this.kind = kindOf(this.stageName);
    this.isProduction = this.kind === ListBackupStageKind.PRODUCTION;
    this.isDevelopment = this.kind === ListBackupStageKind.DEVELOPMENT;
    this.isOperated = !this.isDevelopment;

    const defaults = STAGE_DEFAULTS[this.kind];
    this.removalPolicy = defaults.removalPolicy;
    this.deletionProtection = defaults.deletionProtection;
    this.pointInTimeRecoveryDays = defaults.pointInTimeRecoveryDays;
    this.logRetention = defaults.logRetention;
    this.eventArchiveRetention = Duration.days(defaults.eventArchiveDays);
  }

  /**
   * The same stage in its standby region: it has the same names and defaults, and is in the same account as the primary.
   *
   * @param primaryRegion the region of the primary, for example `us-west-2`.
   * @throws when the value isn't the code of a region.
   */
  public asStandbyFor(primaryRegion: string): ListBackupStage {
    return new ListBackupStage(this.stageName, requireRegion('standbyFor', primaryRegion));
  }

  /** The stage's name. */
  public toString(): string {
    return this.stageName;
  }
}
