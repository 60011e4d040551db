import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient, PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { createFunction, invoke, startTestEmulator, type TestEmulator } from './support/emulator';
import { temporaryFolder } from '../helpers/command';

const SOURCE = join(__dirname, '..', 'fixtures', 'network', 'ways-out-go', 'main.go');

let emulator: TestEmulator;
let program: string;
beforeAll(async () => {
  emulator = await startTestEmulator();
  program = temporaryFolder();
  execFileSync('go', ['build', '-o', join(program, 'bootstrap'), SOURCE], { env: { ...process.env, CGO_ENABLED: '0' } });
  await createFunction(emulator, 'ways-out', program, [], { Runtime: 'provided.al2023', Handler: 'bootstrap' });
});
afterAll(async () => emulator.stop());

test('a Go function reaches the emulator by every address of AWS, and nothing else', async () => {
  expect(await invoke(emulator, 'ways-out')).toEqual({
    environment: '200',
    hardWired: '200',
    plain: '200',
    otherHost: 'Get "https://api.example.com/": Forbidden',
    otherPlain: '403',
    // On Linux the namespace has no way out. Elsewhere nobody answers at this address, which is reserved for documentation.
    address: process.platform === 'linux' ? 'dial tcp 192.0.2.1:443: connect: network is unreachable' : expect.stringContaining('192.0.2.1:443'),
  });
  expect(emulator.reports).toContainEqual({ kind: 'outside', function: 'ways-out', host: 'api.example.com', port: 443 });
  expect(emulator.reports).toContainEqual({ kind: 'outside', function: 'ways-out', host: 'api.example.com', port: 80 });
});

test('a bootstrap that a layer brings is run', async () => {
  const archive = join(temporaryFolder(), 'layer.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', archive, '.'], { cwd: program });
  const { LayerVersionArn = '' } = await new LambdaClient(emulator.root).send(new PublishLayerVersionCommand({
    LayerName: 'runtime', Content: { ZipFile: readFileSync(archive) }, CompatibleRuntimes: ['provided.al2023'],
  }));
  // The function's own code has another file.
  await createFunction(emulator, 'by-layer', join(__dirname, 'support'), [], { Runtime: 'provided.al2023', Handler: 'any', Layers: [LayerVersionArn] });
  expect(await invoke(emulator, 'by-layer')).toMatchObject({ environment: '200' });
});
