import { ArnFormat, Stack } from 'aws-cdk-lib';
import { requireResourceId } from '../conventions';
import { ListBackupStage } from '../stage';
import { functionName } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** The ARN that follows from the name: for other stacks. */
export function functionArn(stack: Stack, stage: ListBackupStage, name: string): string {
  return stack.formatArn({
    service: 'lambda', resource: 'function', resourceName: functionName(stage, name), arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

const MAX_LENGTH = 32;

/** A stage that begins so and a function of that name: `healthFunctionName` of another stage. */
const [GATEWAY, HEALTH] = ['gateway-', 'health'];

/** Returns the end of the function's name where id and name can become a function's, and says what is wrong with them otherwise. */
export function requireFunctionName(id: string, name: string | undefined, stage: ListBackupStage): string {
  requireResourceId('function', id);
  const asked = name ?? `${id.charAt(0).toLowerCase()}${id.slice(1)}`;
  const what = `function ${id}, name`;
  // A stage's name may hold hyphens: `listbackup-api-main-x-y` would be function "x-y" of stage "main" and function "y" of "main-x".
  if (typeof asked !== 'string' || !/^[A-Za-z][A-Za-z0-9_]*$/.test(asked)) {
    refuse(what, asked, 'The name has letters, digits and underscores, and begins with a letter; a hyphen would not tell it from the stage.', '"getUsers"');
  }
  // `listbackup-api-gateway-main-health` is the health function of stage "main".
  if (stage.stageName.startsWith(GATEWAY) && asked === HEALTH) {
    refuse(what, asked, `In stage "${stage.stageName}" it would be named like the API's health function of stage "${stage.stageName.slice(GATEWAY.length)}".`, '"healthCheck"');
  }
  if (asked.length > MAX_LENGTH) {
    refuse(what, asked, `It has ${asked.length} characters; ${MAX_LENGTH} leave room for the stage in ${functionName(stage, '…')}.`, '"getUsers"');
  }
  return asked;
}
