import { parseJson } from '../../src/template';

test.each([
  ['{"A": 1,}', 'usage.json:1: no valid JSON: a name in double quotes is missing, or there is a comma too many'],
  ['{"A": 1\n "B": 2}', 'usage.json:2: no valid JSON: a comma is missing'],
  ['{"A" 1}', 'usage.json:1: no valid JSON: a colon is missing'],
  ['{"A": }', 'usage.json:1: no valid JSON: a value is missing; is the file complete?'],
  ['{"A": 1', 'usage.json:1: no valid JSON: a closing brace is missing; is the file complete?'],
  ['{"A": [1', 'usage.json:1: no valid JSON: a closing bracket is missing; is the file complete?'],
  ['{"A": 1} {}', 'usage.json:1: no valid JSON: there is more after the end of the value'],
  ['// first\n{"A": 1}', 'usage.json:1: no valid JSON: JSON has no comments'],
  ['A: 1', 'usage.json:1: no valid JSON: this is not JSON; names and texts have double quotes'],
  ['{"A": "x', 'usage.json:1: no valid JSON: the text has no closing quote; is the file complete?'],
  ['', 'usage.json:1: no valid JSON: a value is missing; is the file complete?'],
  ['{"A": {"__proto__": {"reads": 1}}}', 'usage.json:1: the key "__proto__" can\'t be read safely; rename it'],
  ['{"A":\n 1e400}', 'usage.json:2: the number 1e400 is too large; the largest is about 1.8e308'],
])('%j is refused in words', (text, message) => {
  expect(() => parseJson(text, 'usage.json')).toThrow(message);
});

test('a byte order mark, which Windows editors write, is skipped', () => {
  expect(parseJson('\uFEFF{"A": 1}', 'usage.json')).toEqual({ A: 1 });
});
