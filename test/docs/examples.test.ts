import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const { devDependencies: floor } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
const { tasks } = JSON.parse(read('.projen', 'tasks.json')) as { tasks: Record<string, unknown> };

test.each(['typescript', 'python', 'java', 'go'])('the README of examples/%s names tasks and folders that exist', (folder) => {
  const readme = read('examples', folder, 'README.md');
  const named = [...readme.matchAll(/`(?:npm run|npx projen) ([\w:-]+)`/g)].map(([, task]) => task);
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((task) => !(task in tasks))).toEqual([]);
  expect(existsSync(join(ROOT, 'examples', folder, 'cdk.json'))).toBe(true);
  expect(readme).toContain('synth --quiet -c stage=main');
});

test('the examples stand on the lowest versions that the library takes', () => {
  const [cdk, constructs] = [floor['aws-cdk-lib'], floor.constructs];
  expect(read('examples', 'python', 'requirements.txt').split('\n')).toEqual(expect.arrayContaining([`aws-cdk-lib==${cdk}`, `constructs==${constructs}`]));
  const pom = read('examples', 'java', 'pom.xml').replace(/\s+/g, '');
  expect(pom).toContain(`<artifactId>aws-cdk-lib</artifactId><version>${cdk}</version>`);
  expect(pom).toContain(`<artifactId>constructs</artifactId><version>${constructs}</version>`);
  const module = read('examples', 'go', 'go.mod');
  expect(module).toContain(`github.com/aws/aws-cdk-go/awscdk/v2 v${cdk}\n`);
  expect(module).toContain(`github.com/aws/constructs-go/constructs/v10 v${constructs}\n`);
});
