// Tables as README.md shows them.
function table(header, rows) {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The machine and the versions of the measurement. */
const circumstances = (rounds, ...others) => [`${rounds} interleaved rounds`, `Node.js ${process.versions.node}`, `aws-cdk-lib ${require('aws-cdk-lib/package.json').version}`, ...others].join(', ');

module.exports = { table, circumstances };
