import type { Context } from './context';
import { emit, Code } from './emit';
import { codeOfText, STAGE, quoted } from './read/expression';
import { HELPERS } from './resources';
import type { Settings } from './settings';

/** The parts of a converted program. */
export interface Parts {
  readonly service: string;
  /** The configuration's folder, from the program's. */
  readonly source: string;
  readonly settings: Settings | Record<string, unknown>;
  readonly lines: readonly string[];
  readonly resources: readonly string[];
}

const MODULES: Readonly<Record<string, string>> = {
  apigateway: 'aws_apigatewayv2',
  authorizers: 'aws_apigatewayv2_authorizers',
  ec2: 'aws_ec2',
  iam: 'aws_iam',
  integrations: 'aws_apigatewayv2_integrations',
  kms: 'aws_kms',
  lambda: 'aws_lambda',
  logs: 'aws_logs',
  s3: 'aws_s3',
  s3n: 'aws_s3_notifications',
  scheduler: 'aws_scheduler',
  ssm: 'aws_ssm',
};

/** The whole program: one stack with one service. */
export function programOf({ service, source, settings, lines, resources }: Parts, context: Context): string {
  const { stage: _, ...rest } = settings as Settings;
  const props = emit({ stage: new Code('stage'), ...rest });
  const statements = [
    ...context.handles.declarations(),
    `const service = new ListBackupService(this, 'Service', ${props.replace('stage: stage', 'stage')});`,
    ...helpers([...lines, ...resources], context),
    ...lines,
    ...resources.length > 0 ? [''] : [],
    ...resources,
  ];
  const body = statements.flatMap((statement) => statement.split('\n')).map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
  const name = `${pascalCase(service.replace(/^listbackup-/, ''))}Stack`;
  const usesSource = body.includes('source(');
  const usesIds = body.includes('nextId(');
  if (/\bFn\./.test(body)) context.core.add('Fn');
  if (context.handles.readsParameters) context.modules.add('ssm');
  return [
    ...usesSource ? ['import { join } from \'node:path\';'] : [],
    `import { ${[...[...context.core].sort(), ...[...context.modules].sort().map((module) => `${MODULES[module] ?? module} as ${module}`)].join(', ')} } from 'aws-cdk-lib';`,
    'import { Construct } from \'constructs\';',
    `import { ${[...context.library, ...context.handles.imports()].sort().join(', ')} } from 'listbackup-infrastructure';`,
    '',
    ...usesSource ? [`const source = (path: string): string => join(__dirname, ${quoted(source)}, path);`, ''] : [],
    `export interface ${name}Props extends StackProps {`,
    '  readonly stage: ListBackupStage;',
    '}',
    '',
    `/** The service ${service}, converted from its serverless.yml. */`,
    `export class ${name} extends Stack {`,
    `  public constructor(scope: Construct, id: string, { stage, ...props }: ${name}Props) {`,
    `    super(scope, id, { stackName: ${codeOfText(`${service}-${STAGE}`)}, ...props });`,
    ...usesIds ? ['    const nextId = (name: string): string => `${name}${this.node.children.length}`;'] : [],
    body,
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Functions that the statements of the program call. */
function helpers(statements: readonly string[], context: Context): string[] {
  const calls = (name: string): boolean => statements.some((statement) => new RegExp(`(^|[^\\w.])${name}\\(`).test(statement));
  const used = HELPERS.filter(({ name }) => calls(name));
  if (used.length > 0) context.core.add('CfnResource');
  return used.length === 0 ? [] : ['', ...used.flatMap(({ lines }) => lines), ''];
}

function pascalCase(name: string): string {
  return name.split(/[^A-Za-z0-9]+/).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
}
