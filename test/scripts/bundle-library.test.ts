import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'bundle-library.js');
const EXPORT_STAR = 'const __exportStar = (room, to) => Object.assign(to, room);';

let folder: string;
const index = () => join(folder, 'index.js');
const bundle = () => spawnSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' });
const print = (...words: string[]) => execFileSync(process.execPath, words, { encoding: 'utf8', cwd: folder }).trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listbackup-bundle-'));
  for (const room of ['kitchen', 'attic']) {
    writeFileSync(join(folder, `${room}.js`), `process.stdout.write("${room} "); class Door {} exports.${room}Door = Door; exports.${room}Window = 1;`);
  }
  writeFileSync(index(), `${EXPORT_STAR}\n__exportStar(require("./kitchen"), exports);\n__exportStar(require("./attic"), exports);`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a room is loaded when something of it is asked for, once', () => {
  expect(bundle().status).toBe(0);
  expect(print('-e', 'const house = require("./index.js"); console.log(Object.keys(house).join()); house.atticDoor === house.atticDoor && house.atticWindow'))
    .toBe('kitchenDoor,kitchenWindow,atticDoor,atticWindow\nattic');
});

test('an ES module imports by name', () => {
  bundle();
  writeFileSync(join(folder, 'app.mjs'), 'import { kitchenWindow } from "./index.js"; console.log(kitchenWindow);');
  expect(print('app.mjs')).toContain('1');
});

test('a second time changes nothing', () => {
  bundle();
  const once = readFileSync(index(), 'utf8');
  expect(bundle().status).toBe(0);
  expect(readFileSync(index(), 'utf8')).toBe(once);
});

test('a name that would be lost is refused, and the index stays', () => {
  const before = `${readFileSync(index(), 'utf8')}\nexports.cellar = 1;`;
  writeFileSync(index(), before);
  expect(bundle()).toMatchObject({ status: 1, stderr: expect.stringContaining('cellar would be lost') as unknown });
  expect(readFileSync(index(), 'utf8')).toBe(before);
});

test('nothing but the index is left, so that a class is there once; its name stays', () => {
  bundle();
  expect(readdirSync(folder)).toEqual(['index.js']);
  expect(print('-e', 'const { kitchenDoor, atticDoor } = require("./index.js"); console.log(kitchenDoor.name, atticDoor.name, kitchenDoor === atticDoor);'))
    .toBe('kitchen attic Door Door false');
});
