import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stack as the fake tells of it. */
export interface FakeStack {
  readonly template: string;
  readonly id: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, readonly string[]>>;
  /** Physical names that it owns. */
  readonly owns?: readonly string[];
  readonly status?: string;
}

/** CloudFormation and Cloud Control on this machine, as far as a plan asks them. */
export class FakeAws {
  readonly asked: string[] = [];
  private server?: Server;

  constructor(private readonly stacks: Readonly<Record<string, FakeStack>>, private readonly resources: Readonly<Record<string, string>> = {}) {}

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      request.on('end', () => {
        const target = request.headers['x-amz-target'];
        const [status, text] = target === undefined ? this.query(new URLSearchParams(body)) : this.control(body);
        response.writeHead(status, { 'content-type': target === undefined ? 'text/xml' : 'application/x-amz-json-1.0' });
        response.end(text);
      });
    });
    await new Promise<void>((resolve) => { this.server?.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => { this.server?.close(resolve); });
  }

  private query(words: URLSearchParams): readonly [number, string] {
    const [action = '', name = ''] = [words.get('Action') ?? '', words.get('StackName') ?? ''];
    this.asked.push(action);
    const stack = this.stacks[name];
    switch (action) {
      case 'DescribeStacks':
        if (!stack) return failure(`Stack with id ${name} does not exist`);
        return answer(action, `<Stacks><member><StackName>${name}</StackName><StackId>${stack.id}</StackId><CreationTime>2024-01-01T00:00:00Z</CreationTime><StackStatus>${stack.status ?? 'UPDATE_COMPLETE'}</StackStatus><Tags>${Object.entries(stack.tags ?? {}).map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`).join('')}</Tags></member></Stacks>`);
      case 'GetTemplate':
        return stack ? answer(action, `<TemplateBody>${escaped(stack.template)}</TemplateBody>`) : failure(`Stack with id ${name} does not exist`);
      case 'DescribeStackResources': return this.owner(words.get('PhysicalResourceId') ?? '', action);
      case 'ListExports': return this.exports(words.get('NextToken') ?? undefined, action);
      case 'ListImports': {
        const wanted = words.get('ExportName') ?? '';
        const importers = Object.values(this.stacks).map(({ exports }) => exports?.[wanted]).find((list) => list !== undefined) ?? [];
        if (importers.length === 0) return failure(`Export '${wanted}' is not imported by any stack.`);
        return answer(action, `<Imports>${importers.map((one) => `<member>${one}</member>`).join('')}</Imports>`);
      }
      default: return failure(`the fake does not know ${action}`);
    }
  }

  private owner(physical: string, action: string): readonly [number, string] {
    const owner = Object.entries(this.stacks).find(([, { owns }]) => owns?.includes(physical));
    if (!owner) return failure(`Stack for ${physical} does not exist`);
    return answer(action, `<StackResources><member><StackName>${owner[0]}</StackName><PhysicalResourceId>${physical}</PhysicalResourceId><LogicalResourceId>X</LogicalResourceId><ResourceType>x</ResourceType><Timestamp>2024-01-01T00:00:00Z</Timestamp><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member></StackResources>`);
  }

  /** One export on each page, so that whoever reads only the first misses the others. */
  private exports(token: string | undefined, action: string): readonly [number, string] {
    const all = Object.values(this.stacks).flatMap(({ exports, id }) => Object.keys(exports ?? {}).map((name) => ({ name, id })));
    const at = Number(token ?? 0);
    const one = all[at];
    return answer(action, `<Exports>${one ? `<member><ExportingStackId>${one.id}</ExportingStackId><Name>${one.name}</Name><Value>x</Value></member>` : ''}</Exports>${at + 1 < all.length ? `<NextToken>${at + 1}</NextToken>` : ''}`);
  }

  private control(body: string): readonly [number, string] {
    const { Identifier: identifier, TypeName: type } = JSON.parse(body) as { Identifier: string; TypeName: string };
    this.asked.push(`GetResource ${type}`);
    const properties = this.resources[identifier];
    if (properties === undefined) return [400, JSON.stringify({ __type: 'ResourceNotFoundException', message: 'not found' })];
    return [200, JSON.stringify({ TypeName: type, ResourceDescription: { Identifier: identifier, Properties: properties } })];
  }
}

function answer(action: string, inner: string): readonly [number, string] {
  return [200, `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${inner}</${action}Result></${action}Response>`];
}

function failure(message: string): readonly [number, string] {
  return [400, `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
