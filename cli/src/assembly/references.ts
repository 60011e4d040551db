/** What a part of a template refers to. */
export interface References {
  /** Logical IDs in the same template. */
  readonly resources: ReadonlySet<string>;
  /** `LogicalId.Attribute` of the same template. */
  readonly attributes: ReadonlySet<string>;
  /** Names given to `Fn::ImportValue`, as JSON, since a name may itself be composed. */
  readonly imports: ReadonlySet<string>;
  /** `Stack.Output` pairs given to `Fn::GetStackOutput`. */
  readonly stackOutputs: ReadonlySet<string>;
}

/** `${Name}` and `${Name.Attribute}`; `${!Name}` is a literal. */
const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

/** Everything that a part of a template refers to, however deep. */
export function referencesOf(part: unknown): References {
  const found = { resources: new Set<string>(), attributes: new Set<string>(), imports: new Set<string>(), stackOutputs: new Set<string>() };
  visit(part);
  return found;

  function visit(value: unknown): void {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, argument] of Object.entries(value)) {
      if (key === 'Ref' && typeof argument === 'string') found.resources.add(argument);
      else if (key === 'Fn::GetAtt') addTarget(argument);
      else if (key === 'Fn::Sub') addSubstitutions(argument);
      else if (key === 'Fn::ImportValue') found.imports.add(JSON.stringify(argument));
      else if (key === 'Fn::GetStackOutput' && isObject(argument)) found.stackOutputs.add(`${argument.StackName}.${argument.OutputName}`);
      visit(argument);
    }
  }

  function addTarget(argument: unknown): void {
    const target: unknown = Array.isArray(argument) && argument.every((word) => typeof word === 'string') ? argument.join('.') : argument;
    if (typeof target === 'string') add(target);
  }

  function addSubstitutions(argument: unknown): void {
    const [text, variables] = Array.isArray(argument) ? argument as unknown[] : [argument];
    if (typeof text !== 'string') return;
    for (const [, name] of text.matchAll(SUBSTITUTION)) {
      if (name && !(isObject(variables) && name in variables)) add(name);
    }
  }

  function add(target: string): void {
    const [id] = target.split('.');
    if (id) found.resources.add(id);
    if (id && id !== target) found.attributes.add(target);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
