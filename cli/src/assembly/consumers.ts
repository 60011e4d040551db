import type { StackTemplate } from '../template';

/**
 * Whether a function of the assembly takes the messages of a queue: whoever else reads it competes with the function. A queue is known by its
 * name, by its resource, or by the output or export of its stack.
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
