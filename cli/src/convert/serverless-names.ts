/** Name of a function or layer in the logical IDs of Serverless 3: `get-users` becomes `GetDashusers`. */
export function normalizedKey(key: string): string {
  return upperFirst(key.replace(/-/g, 'Dash').replace(/_/g, 'Underscore'));
}

/** Name of a queue, topic, bucket or rule in the logical IDs of Serverless 3: only letters and digits, expressions unchanged. */
export function lettersAndDigits(name: string): string {
  const parts = name.split(/(\uE000[^\uE001]*\uE001)/);
  return upperFirst(parts.map((part) => (part.startsWith('\uE000') ? alphanumeric(part) : part.replace(/[^0-9A-Za-z]/g, ''))).join(''));
}

function alphanumeric(part: string): string {
  const code = part.slice(1, -1);
  return `\uE000${code === 'stage' ? 'stage.stageName' : code}.replace(/[^0-9A-Za-z]/g, '')\uE001`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
