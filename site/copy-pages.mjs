// Copies the pages and pictures into `pages/`: VitePress finds its packages only from pages inside this folder.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES, ROOT } from './pages.mjs';

const TO = fileURLToPath(new URL('pages', import.meta.url));

rmSync(TO, { recursive: true, force: true });
for (const [path, page] of Object.entries(PAGES)) {
  mkdirSync(dirname(join(TO, page)), { recursive: true });
  cpSync(join(ROOT, path), join(TO, page));
}
cpSync(join(ROOT, 'docs', 'images'), join(TO, 'public', 'images'), { recursive: true });
