import { join } from 'path';
import * as ts from 'typescript';
import { ROOT, Snippet, snippets } from './snippets';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const LIBRARY = { 'listbackup-infrastructure': [join(ROOT, 'src', 'index.ts')] };

/** Without the namespaces of every AWS service, reading the CDK takes half the time. */
const CORE_ALONE = { 'aws-cdk-lib': [join(ROOT, 'node_modules', 'aws-cdk-lib', 'core', 'index.d.ts')] };

/** What the compiler says of each snippet, under the line of its page. */
function problemsOf(found: readonly Snippet[]): string[] {
  const files = new Map(found.map((snippet, at) => [join(ROOT, `snippet${at}.ts`), snippet]));
  const usesNamespaces = found.some(({ source }) => /\baws_\w+ as \w+/.test(source));
  const options = { ...OPTIONS, paths: usesNamespaces ? LIBRARY : { ...LIBRARY, ...CORE_ALONE } };
  const host = ts.createCompilerHost(options);
  const [fileExists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.source ?? readFile(path);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([path, { page, offset }]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText, start = 0 }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${page}:${line + offset}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

test('every block of TypeScript in the guide compiles, and one that does not is found', () => {
  const found = snippets();
  expect(found.length).toBeGreaterThan(5);
  const wrong = { page: 'nowhere.md', source: 'import { ListBackupStage } from \'listbackup-infrastructure\';\n\nListBackupStage.off(\'x\');\n', offset: 7 };
  expect(problemsOf([...found, wrong])).toEqual(['nowhere.md:10: Property \'off\' does not exist on type \'typeof ListBackupStage\'.']);
});
