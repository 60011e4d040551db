import { TemplateJson } from './synth';

/** The longest chain of resources of a template that wait for each other. */
export function longestChain({ Resources }: TemplateJson): string[] {
  const known = new Map<string, string[]>();
  const from = (id: string): string[] => {
    const others = [...new Set(namedIn(Resources[id]))].filter((other) => other !== id && other in Resources);
    const chain = known.get(id) ?? [id, ...longest(others.map(from))];
    known.set(id, chain);
    return chain;
  };
  return longest(Object.keys(Resources).map(from));
}

const longest = (chains: string[][]): string[] => chains.reduce((one, other) => (other.length > one.length ? other : one), []);

/** Logical IDs that a resource refers to or depends on. */
function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namedIn);
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [inner as string];
    if (key === 'Fn::GetAtt') return [Array.isArray(inner) ? inner[0] as string : String(inner).split('.')[0]];
    if (key === 'DependsOn') return Array.isArray(inner) ? inner as string[] : [inner as string];
    return namedIn(inner);
  });
}
