import { awscdk, Task } from 'projen';

/** Languages whose packages have the examples of doc comments in their own syntax. */
const TRANSLATED = ['python', 'java', 'go'];

/**
 * What Python users get besides the package: docstrings and guides with examples in Python, and an example that type checkers accept.
 *
 * @param snippets the task that compiles and translates the examples of doc comments.
 */
export function documentInPython(project: awscdk.AwsCdkConstructLibrary, snippets: Task): void {
  // jsii-pacmak takes the translations from .jsii.tabl.json, and without it leaves examples in TypeScript.
  for (const language of TRANSLATED) {
    project.tasks.tryFind(`package:${language}`)?.prependSpawn(snippets, { condition: 'node scripts/is-stale.js .jsii.tabl.json' });
  }
  project.addTask('docs:python', {
    description: 'The examples of the guides in Python, into docs/python', steps: [{ spawn: 'compile:if-stale' }, { exec: 'tsx scripts/python-guides.ts' }],
  });
  project.addTask('python:types', {
    description: 'mypy and pyright on the example in Python, against the packed wheel', steps: [{ spawn: 'package:if-stale' }, { exec: 'node scripts/python-types.js' }],
  });
}
