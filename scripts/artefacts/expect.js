// Small questions to the text of an artefact; each answer is a list of complaints, empty when all is well.

/** @returns a complaint for each key of `wanted` that `found` has otherwise */
function same(found, wanted) {
  return Object.entries(wanted)
    .filter(([key, value]) => JSON.stringify(found[key]) !== JSON.stringify(value))
    .map(([key, value]) => `its ${key} is ${JSON.stringify(found[key])} instead of ${JSON.stringify(value)}`);
}

/** @returns a complaint for each line of `wanted` that is none of the text's */
function lines(text, wanted) {
  const found = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  return wanted.filter((line) => !found.has(line)).map((line) => `it does not say "${line}"`);
}

/** @returns a complaint for each of `wanted` that the list lacks */
function holds(files, wanted) {
  return wanted.filter((path) => !files.includes(path)).map((path) => `it lacks ${path}`);
}

/** @returns a complaint for each file that no pattern allows */
function only(files, allowed) {
  return files.filter((path) => !allowed.some((pattern) => pattern.test(path))).map((path) => `it holds ${path}, which no consumer needs`);
}

function smaller(bytes, most) {
  return bytes < most ? [] : [`it has ${bytes} bytes, and may have less than ${most}`];
}

/** @returns a complaint for each link of a page that leads into a repository that isn't part of the package */
function leads(markdown) {
  return [...markdown.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, target]) => `its page links to ${target}, which is not beside it`);
}

module.exports = { leads, same, lines, holds, only, smaller };
