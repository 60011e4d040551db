import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

test('the emulator itself can reach this machine and nothing else', () => {
  const script = 'import runpy, sys; sys.path.insert(0, sys.argv[1]); from listbackup.network import outside; outside.close(); runpy.run_path(sys.argv[2])';
  const answered = execFileSync('python3', ['-B', '-c', script, join(__dirname, '..', '..', 'python'), join(__dirname, '..', 'fixtures', 'network', 'reach.py')], { encoding: 'utf8' });
  expect(answered.trim().split('\n')).toEqual([
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
