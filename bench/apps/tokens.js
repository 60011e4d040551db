// Intrinsic functions as the tokens that a typed construct takes in their place.
const { Token } = require('aws-cdk-lib');

/** @param seen is given each token with the value that it represents */
function withTokens(value, seen = () => undefined) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withTokens(item, seen));
  const [key, ...others] = Object.keys(value);
  if (others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
    const token = Token.asString(value);
    seen(token, value);
    return token;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTokens(inner, seen)]));
}

module.exports = { withTokens };
