import { IRuleTarget } from 'aws-cdk-lib/aws-events';

/** The target with a dead-letter queue, unless it brings its own. */
export function undeliverableTo(queueArn: string, target: IRuleTarget): IRuleTarget {
  return {
    bind: (rule, id) => {
      const config = target.bind(rule, id);
      return { ...config, deadLetterConfig: config.deadLetterConfig ?? { arn: queueArn } };
    },
  };
}
