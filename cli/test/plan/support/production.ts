import { today, type TemplateObject } from './today';
import { tomorrow } from './tomorrow';

/** A stack of alarms as large as CloudFormation takes one: what a whole stage has beside its data. */
function alarms(service: string, count: number): TemplateObject {
  return {
    Resources: Object.fromEntries(Array.from({ length: count }, (_, number) => [`Alarm${number}`, {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: { 'Fn::Join': ['-', ['listbackup', { Ref: 'AWS::Region' }, `${service}-${number}`]] },
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1000,
        EvaluationPeriods: 3,
        ComparisonOperator: 'GreaterThanThreshold',
        Dimensions: [{ Name: 'QueueName', Value: `listbackup-queue-${number}` }],
        AlarmActions: [{ 'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:alarms' }],
        Tags: [{ Key: 'Service', Value: 'monitoring' }, { Key: 'Stage', Value: 'main' }, { Key: 'ManagedBy', Value: 'CDK' }],
      },
    }])),
  };
}

/** A whole production stage, as Serverless deployed it and as the library synthesizes it. */
export function production(): { readonly deployed: Record<string, TemplateObject>; readonly target: Record<string, TemplateObject> } {
  const more = (count: number): Record<string, TemplateObject> => Object.fromEntries(
    ['monitoring', 'edge', 'backup'].map((service) => [`listbackup-infrastructure-${service}-main`, alarms(service, count)]));
  return { deployed: { ...today(), ...more(200) }, target: { ...tomorrow(), ...more(450) } };
}
