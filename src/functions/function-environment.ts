import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ListBackupStage } from '../stage';
import { tablePrefix } from '../stage/naming';
import { invalid, show } from '../validation/invalid';
import { requireVariableName } from '../validation/names';
import { requireObject } from '../validation/values';

/** Lambda measures the variables as one JSON object. */
const MAX_BYTES = 4096;

/** A variable among the props, as messages name it. */
const IN_PROPS = (name: string) => ({ name: 'environment variable', value: `environment.${name}` });

/** Refuses a variable that no function can have. `what` names its name and its value as the caller does. */
export function requireVariableOf(name: string, value: string, what: { readonly name: string; readonly value: string } = IN_PROPS(name)): void {
  requireVariableName(what.name, name);
  if (typeof value === 'number') invalid(what.value, value, 'must be a string', `For example: ${Token.isUnresolved(value) ? 'Token.asString(…)' : show(String(value))}.`);
  if (typeof value !== 'string') invalid(what.value, value, 'must be a string', 'For example: "on".');
}

/** The names of the parameters of `addEnvironment`. */
export const IN_CALL = { name: 'name', value: 'value' };

/** The environment variables of one function: a name tells one thing, and what is renamed is used. */
export class FunctionEnvironment {
  private readonly values = new Map<string, string>();
  private readonly provided = new Set<string>();

  /**
   * @param renamed other names for what is provided, by the name that it has otherwise
   * @param given what a caller sets beside what is always there
   */
  public constructor(
    private readonly scope: Construct,
    stage: ListBackupStage,
    private readonly renamed: { readonly [name: string]: string } = {},
    given: { readonly [name: string]: string } = {},
  ) {
    requireObject('environmentNames', renamed, 'must map names to other names', 'For example: { USERS_TABLE: "USERS_TABLE_NAME" }.');
    requireObject('environment', given, 'must map names to values', 'For example: { LOG_LEVEL: "debug" }.');
    for (const [name, other] of Object.entries(renamed)) requireVariableName(`environmentNames.${name}`, other);
    this.set('STAGE', stage.stageName);
    this.set('DYNAMODB_TABLE_PREFIX', tablePrefix(stage));
    for (const [name, value] of Object.entries(given)) this.set(name, value);
    scope.node.addValidation({ validate: () => this.problems() });
  }

  /** Sets a variable under just this name. */
  public set(name: string, value: string, what = IN_PROPS(name)): void {
    requireVariableOf(name, value, what);
    const resolve = (tokens: string): string => show(Stack.of(this.scope).resolve(tokens));
    const known = this.values.get(name);
    if (known !== undefined && resolve(known) !== resolve(value)) {
      invalid(`environment.${name}`, Stack.of(this.scope).resolve(value), `must stay ${resolve(known)}: a variable has one value`, 'Pass environmentNames to the function, or environmentVariable to the resource, to name one of the two differently.');
    }
    this.values.set(name, value);
  }

  /** Sets the variable in which the services read a resource, or the name that the function has for it. */
  public provide(name: string, value: string): void {
    this.provided.add(name);
    this.set(Object.hasOwn(this.renamed, name) ? this.renamed[name] : name, value);
  }

  /** As the template has them: in an order that does not follow from the order of calls. */
  public variables(): { [name: string]: string } {
    return Object.fromEntries([...this.values].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Returns the errors that depend on all variables, so that synthesis can check them only at its end. */
  private problems(): string[] {
    const size = Buffer.byteLength(JSON.stringify(this.known()));
    const unused = Object.keys(this.renamed).filter((name) => !this.provided.has(name));
    return [
      ...unused.map((name) => `environmentNames renames ${name}, which nothing that the function uses sets. It sets: ${[...this.provided].sort().join(', ') || 'nothing'}.`),
      ...(size > MAX_BYTES ? [`the environment variables have at least ${size} bytes, and Lambda allows ${MAX_BYTES}. Give the function less to use, or make it two functions.`] : []),
    ];
  }

  /** The variables as far as they are known before deployment, which is the least that they can measure. */
  private known(): { [name: string]: string } {
    const resolved = Stack.of(this.scope).resolve(this.variables()) as { [name: string]: unknown };
    return Object.fromEntries(Object.entries(resolved).map(([name, value]) => [name, literal(value)]));
  }
}

/** The part of a value that is known: all of a string, and the fixed parts of a joined one. */
function literal(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = typeof value === 'object' && value !== null && 'Fn::Join' in value ? value['Fn::Join'] : undefined;
  return Array.isArray(joined) && Array.isArray(joined[1]) ? joined[1].map(literal).join('') : '';
}
