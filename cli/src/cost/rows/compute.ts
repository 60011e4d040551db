import { HOURS, use, type PaidRow } from './row';
import { numberOf, referredBy, textOf, Undecided, type Resource } from '../../inventory';
import { listOf, objectOf } from '../../template';

const SECONDS = HOURS * 3600;
const DEFAULT_MEMORY_MB = 128;

/** Returns the name of a Lambda price, which depends on the architecture. */
function byArchitecture(fn: Resource, name: string): string {
  return `Lambda.${name}${architectureOf(fn) === 'arm64' ? 'Arm64' : 'X86'}`;
}

function architectureOf({ properties }: Resource): 'arm64' | 'x86' {
  const [architecture = 'x86_64'] = listOf(properties.Architectures);
  if (architecture === 'arm64') return 'arm64';
  if (architecture === 'x86_64') return 'x86';
  throw new Undecided('Architectures is known only at deployment');
}

export const COMPUTE: readonly PaidRow[] = [
  {
    type: 'AWS::Lambda::Function',
    service: 'Lambda',
    variant: architectureOf,
    use: {
      invocations: use('calls', 'Lambda.invocations'),
      gbSeconds: { counts: 'GB of memory × seconds of running', prices: (fn) => [byArchitecture(fn, 'gbSeconds')] },
    },
  },
  {
    type: 'AWS::Lambda::Alias',
    service: 'Lambda',
    fixed: (alias) => {
      const copies = numberOf(objectOf(alias.properties.ProvisionedConcurrencyConfig), 'ProvisionedConcurrentExecutions') ?? 0;
      if (copies === 0) return [];
      const fn = referredBy(alias, 'FunctionName');
      const gb = (numberOf(fn.properties, 'MemorySize') ?? DEFAULT_MEMORY_MB) / 1024;
      return [{ price: byArchitecture(fn, 'provisionedGbSeconds'), quantity: copies * gb * SECONDS }];
    },
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    service: 'API Gateway',
    fixed: ({ properties }) => {
      if (textOf(properties, 'ProtocolType') !== 'HTTP') throw new Undecided('only HTTP APIs have a row');
      return [];
    },
    use: { requests: use('requests, each of up to 512 KB', 'API Gateway.httpRequests'), transferOutGb: use('GB that leave AWS, other than through CloudFront', 'DataTransfer.out') },
  },
];
