import { isRecord, isText } from '../scenario-shapes';

/** Values that come up while a scenario goes on, by name; `{name}` in a text stands for one. */
export interface KnownValues {
  /** Takes the texts of a JSON object, and nothing from anything else. */
  readonly learn: (json: string) => void;
  /**
   * The same with every name replaced, however deep.
   *
   * @throws Error that names the unknown name and the known ones
   */
  readonly fill: <T>(value: T) => T;
}

export function knownValues(): KnownValues {
  const known = new Map<string, string>();
  const fillText = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const names = [...known.keys()].map((name) => `{${name}}`);
    throw new Error(`{${key}} in ${JSON.stringify(text)} has no value: no answer had a text of that name; ${names.length > 0 ? `known: ${names.join(', ')}` : 'nothing is known yet'}`);
  });
  return {
    learn: (json) => {
      for (const [key, value] of Object.entries(objectIn(json))) if (isText(value)) known.set(key, value);
    },
    fill: <T>(value: T) => JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? fillText(part) : part)) as T,
  };
}

function objectIn(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
