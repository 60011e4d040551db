// Splits the one page that jsii-docgen renders into a page per module. A module that would be too long to read has its constructs on a page of their own.

const CHAPTER = /^## (\w+) .*$/;
const TYPE = /^### (\w+) .*$/;
const LINK = /(href="|\]\()#(listbackup-infrastructure\.(\w+)[^")]*)/g;
const LONGEST_PAGE = 200_000;

/** @param text the whole reference. @param moduleOf type → module of src/. Returns file → content. */
function pagesOf(text, moduleOf) {
  const sections = sectionsOf(text);
  const lengthOf = (module) => sections.filter(({ type }) => moduleOf[type] === module).reduce((sum, { lines }) => sum + lines.join('\n').length, 0);
  const pageOf = ({ type, chapter }) => (
    lengthOf(moduleOf[type]) > LONGEST_PAGE && chapter !== 'Constructs' ? `${moduleOf[type]}-types` : moduleOf[type]
  );
  const pages = {};
  for (const section of sections) (pages[pageOf(section)] ??= []).push(section);
  const pageOfType = Object.fromEntries(sections.map((section) => [section.type, pageOf(section)]));
  const linked = (page, content) => content.replace(LINK, (whole, before, anchor, type) => (
    pageOfType[type] === undefined || pageOfType[type] === page ? whole : `${before}${pageOfType[type]}.md#${anchor}`
  ));
  return {
    'README.md': index(pages),
    ...Object.fromEntries(Object.entries(pages).map(([page, content]) => [`${page}.md`, linked(page, render(page, content))])),
  };
}

/** Each type with its chapter and its lines. */
function sectionsOf(text) {
  const sections = [];
  let chapter;
  let section;
  for (const line of text.split('\n')) {
    if (CHAPTER.test(line)) {
      [, chapter] = CHAPTER.exec(line);
      section = undefined;
    }
    const type = TYPE.exec(line)?.[1];
    if (type !== undefined) {
      section = { type, chapter, lines: [] };
      sections.push(section);
    }
    section?.lines.push(line);
  }
  return sections;
}

function render(page, sections) {
  const chapters = [...new Set(sections.map(({ chapter }) => chapter))].map((chapter) => {
    const types = sections.filter((section) => section.chapter === chapter).map(({ lines }) => lines.join('\n').trim());
    return `## ${chapter}\n\n${types.join('\n\n')}`;
  });
  return `# ${page}\n\n[All modules](README.md)\n\n${chapters.join('\n\n')}\n`;
}

function index(pages) {
  const rows = Object.entries(pages).sort(([one], [other]) => (one < other ? -1 : 1)).map(([page, sections]) => (
    `| [${page}](${page}.md) | ${sections.map(({ type }) => `[${type}](${page}.md#listbackup-infrastructure.${type})`).join(', ')} |`
  ));
  return ['# API reference', '', 'Every public type, by module of `src/`.', '', '| page | types |', '| --- | --- |', ...rows, ''].join('\n');
}

module.exports = { pagesOf };
