import { resourcesOf, type Judge } from './context';
import { acceptable } from './finding';

/**
 * Judges resources changed by hand. CloudFormation compares templates, so an update can undo such a change or fail on it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
 */
export const judgeDrift: Judge = (change, { drifted = new Map<string, string>() }) => resourcesOf(change)
  .filter(({ kind, stack, logicalId }) => kind !== 'kept' && drifted.has(`${stack}.${logicalId}`))
  .map(({ stack, logicalId: subject, type }) => acceptable({
    rule: 'drift',
    stack,
    subject,
    what: `${type} is not as its template says: ${drifted.get(`${stack}.${subject}`) ?? ''}`,
    mend: `bring it to what the template says, or write into the target what it is: aws cloudformation describe-stack-resource-drifts --stack-name ${stack}`,
  }));
