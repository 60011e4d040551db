import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test('the emulator can reach this machine and nothing else', () => {
  const serve = join(__dirname, '..', '..', 'python', 'serve.py');
  const script = 'import sys; sys.path.insert(0, sys.argv.pop(1)); serve = sys.argv.pop(1); exec(compile(open(serve).read(), serve, "exec"))';
  const said = execFileSync('python3', ['-c', script, join(__dirname, '..', 'fixtures'), serve], { encoding: 'utf8' });
  expect(said.trim().split('\n')).toEqual([
    "('127.0.0.1', 9) tried",
    "('::1', 9, 0, 0) tried",
    "('localhost', 9) tried",
    "('192.0.2.1', 80) refused here",
    "('169.254.169.254', 80) refused here",
    "('2001:db8::1', 80, 0, 0) refused here",
    '/var/run/docker.sock refused here',
    'name refused here',
  ]);
});
