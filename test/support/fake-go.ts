import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Puts a stand-in for Go, which takes seconds, first on the `PATH`: it copies `main.go` into the program, notes each build in the file `calls`,
 * and fails where the file says "broken". Returns what undoes that.
 */
export function useFakeGo(folder: string): () => void {
  const script = `#!/bin/sh
if [ "$1" = version ]; then echo go version go1.99 linux/amd64; exit; fi
echo "$GOOS $GOARCH $CGO_ENABLED $*" >> "${join(folder, 'calls')}"
while [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done
grep -q broken "$1/main.go" && { echo "# example.com/users" >&2; echo "$1/main.go:3:15: undefined: broken" >&2; exit 1; }
cat "$1/main.go" > "$out"; echo "$GOARCH" >> "$out"
`;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', 'go'), script);
  chmodSync(join(folder, 'bin', 'go'), 0o755);
  const { PATH, XDG_CACHE_HOME } = process.env;
  process.env.PATH = `${join(folder, 'bin')}${delimiter}${PATH}`;
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  return () => {
    process.env.PATH = PATH;
    if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  };
}
