import type { StackTemplate } from '../template';

/**
 * Returns true if a function of the assembly consumes a queue: any other reader competes with the function. A queue is recognized by its
 * name, by its resource, or by its stack's output or export.
 */
export function isConsumed(stacks: readonly StackTemplate[], logicalId: string, queueName: string): boolean {
  const published = new RegExp(`["-]${logicalId}(Url|Arn)"`);
  return stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')
    .some(({ Properties }) => {
      const source = JSON.stringify(Properties?.EventSourceArn) ?? '';
      return source.includes(`:${queueName}"`) || source.includes(`"Fn::GetAtt":["${logicalId}","Arn"]`) || published.test(source);
    });
}
