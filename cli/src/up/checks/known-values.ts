import { isRecord, isText } from '../scenario-shapes';

/** Values that come up while a scenario goes on, by name; `{name}` in a text stands for one. */
export interface KnownValues {
  /** Takes the texts of a JSON object, and nothing from anything else. */
  readonly learn: (json: string) => void;
  /** The same with every name replaced that is known, however deep. */
  readonly fill: <T>(value: T) => T;
}

export function knownValues(): KnownValues {
  const known = new Map<string, string>();
  const fillText = (text: string) => text.replace(/\{(\w+)\}/g, (name, key: string) => known.get(key) ?? name);
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
