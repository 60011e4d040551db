import { ListBackupEmail, ListBackupStage } from '../../src';
import { synth } from '../support/synth';

const { Resources } = synth((stack) => new ListBackupEmail(stack, 'Email', { stage: ListBackupStage.MAIN }));

interface Parts { SubjectPart: string; HtmlPart: string; TextPart: string }
const partsOf = (id: string) => Resources[id].Properties.Template as Parts;

/** What SES does with a template's simple placeholders; one without data is an error there, and so it is here. */
function render(part: string, data: Record<string, string>): string {
  return part.replace(/\{\{([^}]*)\}\}/g, (_placeholder, name: string) => {
    if (!(name in data)) throw new Error(`no data for {{${name}}}`);
    return data[name];
  });
}

/** The elements of a document by name, and an error where a tag is left open, closed twice or crosses another. */
function elementsOf(html: string): string[] {
  const open: string[] = [];
  const seen: string[] = [];
  for (const [tag, closing, name, attributes, selfClosing] of html.matchAll(/<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*) ?(\/?)>/g)) {
    if (closing) {
      if (attributes || open.pop() !== name) throw new Error(`unexpected ${tag}`);
    } else {
      seen.push(name);
      if (!selfClosing) open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`left open: ${open.join()}`);
  return seen;
}
const withoutTags = (html: string) => html.replace(/<!DOCTYPE html>/, '').replace(/<\/?[a-z]+(?: [a-z-]+="[^"<>]*")* ?\/?>/g, '');

test('the checker of these tests sees what is wrong', () => {
  for (const wrong of ['<p>', '<p></b></p>', '<b><p></b></p>', '</p>']) expect(() => elementsOf(wrong)).toThrow();
  expect(elementsOf('<p class="a"><br /></p>')).toEqual(['p', 'br']);
  expect(() => render('{{name}} {{other}}', { name: 'x' })).toThrow(/other/);
});

describe.each([['PasswordResetTemplate', 15, /password/i], ['MFASetupTemplate', 5, /two-step sign-in/i]])('%s', (id, minutes, subject) => {
  const { SubjectPart, HtmlPart, TextPart } = partsOf(id);
  const data = { name: 'Ada Lovelace', code: '482913' };

  test('has a subject of one line, without the code', () => {
    expect(SubjectPart).toMatch(subject);
    expect(SubjectPart).not.toMatch(/[\r\n]|\{\{/);
    expect(SubjectPart.length).toBeLessThan(60);
  });

  test.each([['HTML', HtmlPart], ['text', TextPart]])('%s renders with name and code', (_kind, part) => {
    const rendered = render(part, data);
    expect(rendered).toContain('Hello Ada Lovelace,');
    expect(rendered.match(/482913/g)).toHaveLength(1);
    expect(rendered).toContain(`valid for ${minutes} minutes`);
    expect(rendered).not.toMatch(/\{\{|\}\}|undefined|\[object/);
    expect(() => render(part, { name: 'Ada' })).toThrow(/code/);
    expect(() => render(part, { code: '1' })).toThrow(/name/);
  });

  test('HTML is a whole, well-formed document', () => {
    expect(HtmlPart).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(elementsOf(HtmlPart)).toEqual(expect.arrayContaining(['html', 'head', 'title', 'body', 'table', 'p']));
    // Whatever is no tag is text, and holds nothing that a parser would take for markup.
    expect(withoutTags(HtmlPart)).not.toMatch(/[<>&]/);
  });

  test('HTML loads and links to nothing', () => {
    expect(HtmlPart).not.toMatch(/https?:|\/\/|src=|href=|url\(|@import|<script|<img|<link/i);
  });

  test('HTML and text say the same', () => {
    const words = (text: string) => text.replace(/\s+/g, ' ').trim();
    const body = words(withoutTags(HtmlPart.slice(HtmlPart.indexOf('<body'))));
    for (const paragraph of TextPart.split('\n\n').map((part) => words(part).replace(/^-- /, ''))) expect(body).toContain(paragraph);
  });

  test('stays far below SES\'s 500 KB, in lines that mail carries', () => {
    expect(HtmlPart.length + TextPart.length).toBeLessThan(20_000);
    for (const line of [...HtmlPart.split('\n'), ...TextPart.split('\n')]) expect(line.length).toBeLessThan(998);
    // CloudFormation's GetTemplate turns anything else into question marks.
    expect(HtmlPart + TextPart + SubjectPart).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

test('the two messages differ', () => {
  expect(partsOf('PasswordResetTemplate').TextPart).not.toEqual(partsOf('MFASetupTemplate').TextPart);
  expect(partsOf('MFASetupTemplate').TextPart).not.toContain('15 minutes');
});
