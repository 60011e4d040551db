import { PERMISSIONS, type TypeLimits } from './row';

/** Limits of the resource types that functions use. */
export const FUNCTIONS: readonly TypeLimits[] = [
  {
    type: 'AWS::Lambda::Permission',
    keeps: ['Action', 'EventSourceToken', 'FunctionName', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'Principal', 'PrincipalOrgID',
      'SourceAccount', 'SourceArn'],
    inert: PERMISSIONS,
  },
  { type: 'AWS::Lambda::Version', keeps: ['Description', 'FunctionName'] },
  { type: 'AWS::Lambda::Alias', keeps: ['Description', 'FunctionName', 'FunctionVersion', 'Name', 'ProvisionedConcurrencyConfig', 'RoutingConfig'] },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    keeps: ['BatchSize', 'BisectBatchOnFunctionError', 'DestinationConfig', 'Enabled', 'EventSourceArn', 'FilterCriteria', 'FunctionName',
      'FunctionResponseTypes', 'MaximumBatchingWindowInSeconds', 'MaximumRecordAgeInSeconds', 'MaximumRetryAttempts', 'ParallelizationFactor',
      'ScalingConfig', 'StartingPosition'],
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    keeps: ['DestinationConfig', 'FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
  },
];
