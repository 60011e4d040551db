interface Step {
  readonly command?: string;
  readonly file?: string;
  readonly text?: string;
}

const { readGuide, stepsOf } = jest.requireActual<{ readGuide: () => string; stepsOf: (page: string) => Step[] }>('../../scripts/examples/guide.js');

const PAGE = readGuide();

test('the guide is walked from an empty folder to a first service on the emulator', () => {
  expect(stepsOf(PAGE).map(({ command, file }) => command ?? file)).toEqual([
    'mkdir my-backup && cd my-backup && npm init --yes',
    'npm install listbackup-infrastructure aws-cdk-lib constructs',
    expect.stringMatching(/^npm install --save-dev listbackup-cli aws-cdk@[\d.]+ tsx$/),
    'app.ts',
    'cdk.json',
    'npx listbackup up --stage feature-x',
    'app.ts',
    'hello.json',
    'npx listbackup up --stage feature-x --scenario hello.json',
    'npx cdk synth --quiet -c stage=feature-x',
  ]);
});

test('a file is written as it stands on the page', () => {
  expect(stepsOf(PAGE).find(({ file }) => file === 'cdk.json')?.text).toBe('{ "app": "npx tsx app.ts" }\n');
});

test('a guide that lost a block, or its end, is not walked', () => {
  expect(() => stepsOf(PAGE.replace(/^```json\n[^]*?^```$/m, ''))).toThrow('the guide lost the block of hello.json');
  expect(() => stepsOf('# Getting started\n')).toThrow('the guide has no heading "## In an account"');
});
