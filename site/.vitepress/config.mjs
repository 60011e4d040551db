import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { BASE, PAGES, ROOT, anchorOf, linkOf } from '../pages.mjs';

/** First heading of a page. */
const titleOf = (path) => /^# (.+)$/m.exec(readFileSync(join(ROOT, path), 'utf8'))?.[1].replaceAll('`', '') ?? path;

/** Entries of a sidebar for the pages below a folder of the site, sorted by their files. */
const entriesOf = (folder) => Object.entries(PAGES)
  .filter(([, page]) => page.startsWith(`${folder}/`) && page !== `${folder}/index.md`)
  .map(([path, page]) => ({ text: titleOf(path), link: `/${page.replace(/\.md$/, '')}` }));

/** File of each page. */
const FILES = Object.fromEntries(Object.entries(PAGES).map(([path, page]) => [page, path]));

/** Guides in the order of their table in docs/README.md. */
const guides = [...readFileSync(join(ROOT, 'docs', 'README.md'), 'utf8').matchAll(/^\| \[(.+?)\]\(([\w-]+)\.md\)/gm)]
  .map(([, text, name]) => ({ text, link: `/${name}` }));

/** Returns the address of a page of the site, as VitePress writes it for links in Markdown. */
const addressOf = (link) => (link.startsWith('/') ? `${BASE}${link.slice(1)}`.replace(/(?:index)?\.md(?=#|$)/, '') : link);

/** Makes the links of a page lead to pages of the site, or to files on GitHub. */
function repositoryLinks(md) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const from = FILES[env.relativePath];
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'link_open') token.attrSet('href', linkOf(from, decodeURI(token.attrGet('href') ?? '')));
      if (token.type === 'image') token.attrSet('src', token.attrGet('src').replace(/^(?:.*\/)?images\//, '/images/'));
      // The API pages have links as HTML, which VitePress leaves alone.
      token.content = token.type === 'html_inline' ? token.content.replace(/ href="([^"]+)"/, (_, href) => ` href="${addressOf(linkOf(from, href))}"`) : token.content;
    }
  });
}

export default defineConfig({
  title: 'listbackup-infrastructure',
  description: 'AWS CDK constructs for the ListBackup.ai platform: guides and API reference',
  base: BASE,
  srcDir: 'pages',
  cleanUrls: true,
  // Braces in the API pages are types, not attributes.
  markdown: { attrs: { disable: true }, anchor: { slugify: anchorOf }, config: repositoryLinks },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Guides', link: '/guides' }, { text: 'Command', link: '/command' }, { text: 'API', link: '/api/' }],
    sidebar: [
      { text: 'Overview', link: '/' },
      { text: 'Guides', link: '/guides', items: guides },
      { text: 'Command', link: '/command' },
      { text: 'API reference', link: '/api/', collapsed: true, items: entriesOf('api') },
      { text: 'Modules', collapsed: true, items: entriesOf('modules') },
      { text: 'Decisions', link: '/decisions/', collapsed: true, items: entriesOf('decisions') },
    ],
    socialLinks: [{ icon: 'github', link: 'https://github.com/ListBackup-ai/listbackup-infrastructure' }],
  },
});
