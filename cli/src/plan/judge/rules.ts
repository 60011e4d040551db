/** Scope of a rule: any change, regardless of its number of steps, or one update of a stack. */
export type RuleScope = 'change' | 'update';

/** A rule that a plan must keep. */
export interface RuleRow {
  readonly scope: RuleScope;
  readonly rule: string;
  readonly source: string;
}

const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/';
const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/';
const COGNITO = 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html';

/** Every rule there is; a finding names one of them. */
export const RULES = {
  'replacement': { scope: 'change', rule: 'nothing that is kept or known by its ID is replaced', source: `${CFN}using-cfn-updating-stacks-update-behaviors.html` },
  'refused-update': { scope: 'change', rule: 'no property changes that AWS never changes', source: `${CFN}using-cfn-updating-stacks-update-behaviors.html` },
  'removal': { scope: 'change', rule: 'nothing that is kept is dropped from a stack', source: `${REFERENCE}aws-attribute-deletionpolicy.html` },
  'undecided': { scope: 'change', rule: 'what decides about a replacement is known', source: `${CFN}using-cfn-updating-stacks-update-behaviors.html` },
  'unknown-type': { scope: 'change', rule: 'a type without known rules does not change', source: `${REFERENCE}aws-template-resource-type-ref.html` },
  'custom-resource': { scope: 'change', rule: 'what the handler of a custom resource does is known, and loses nothing', source: `${REFERENCE}aws-resource-cloudformation-customresource.html` },
  'handed-over': { scope: 'change', rule: 'nothing is without its policy while it passes from one resource to another', source: `${REFERENCE}aws-resource-sqs-queuepolicy.html` },
  'transform': { scope: 'change', rule: 'what a transform or a macro makes is known', source: `${REFERENCE}transform-section-structure.html` },
  'drift': { scope: 'change', rule: 'what is deployed is what its template says', source: `${CFN}using-cfn-stack-drift.html` },
  'nested-stack': { scope: 'change', rule: 'a nested stack does not change unseen', source: `${CFN}using-cfn-nested-stacks.html` },
  'key-attribute-type': { scope: 'change', rule: 'a key attribute keeps its type', source: `${DYNAMODB}HowItWorks.NamingRulesDataTypes.html` },
  'index-limit': { scope: 'update', rule: 'one index of a table is created or deleted in one update', source: `${REFERENCE}aws-resource-dynamodb-table.html` },
  'index-alone': { scope: 'update', rule: 'nothing else changes in the update that creates or deletes an index', source: `${DYNAMODB}GSI.OnlineOps.html` },
  'index-definition': { scope: 'update', rule: 'an index keeps its keys and projection; another one is deleted and created', source: `${REFERENCE}aws-resource-dynamodb-table.html` },
  'attribute-definitions': { scope: 'change', rule: 'attribute definitions are exactly the attributes of keys and indexes', source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeDefinition.html' },
  'index-count': { scope: 'change', rule: 'a table has at most 20 global secondary indexes', source: `${DYNAMODB}ServiceQuotas.html` },
  'pool-schema': { scope: 'change', rule: 'a user pool only gains attributes', source: COGNITO },
  'pool-reset': { scope: 'change', rule: 'what an update of a user pool leaves out is reset', source: COGNITO },
  'pool-alone': { scope: 'update', rule: 'a user pool changes in an update of its own', source: COGNITO },
  'export-lost': { scope: 'change', rule: 'an export in use stays', source: `${CFN}using-cfn-stack-exports.html` },
  'export-changed': { scope: 'change', rule: 'an export in use keeps its value', source: `${CFN}using-cfn-stack-exports.html` },
  'export-taken': { scope: 'change', rule: 'an export name is unique in an account and Region', source: `${CFN}using-cfn-stack-exports.html` },
  'output-lost': { scope: 'change', rule: 'an output that others may read stays', source: `${CFN}outputs-section-structure.html` },
  'output-changed': { scope: 'change', rule: 'an output that others may read keeps its value', source: `${CFN}outputs-section-structure.html` },
  'tag-lost': { scope: 'change', rule: 'a stack tag stays', source: `${CFN}cfn-console-add-tags.html` },
  'tag-case': { scope: 'change', rule: 'IAM takes tag keys that differ only in case for the same, and refuses them', source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html' },
  'data-expiry': { scope: 'change', rule: 'data do not expire sooner', source: `${REFERENCE}aws-template-resource-type-ref.html` },
  'weakened': { scope: 'change', rule: 'nothing protects, connects or serves less than what is deployed', source: `${REFERENCE}aws-attribute-deletionpolicy.html` },
  'interruption': { scope: 'change', rule: 'an update that AWS may turn into an interruption or a replacement is accepted first', source: `${CFN}using-cfn-updating-stacks-update-behaviors.html` },
  'unknown-property': { scope: 'change', rule: 'a property without known rules does not change', source: `${REFERENCE}aws-template-resource-type-ref.html` },
  'name-taken': { scope: 'change', rule: 'a physical name belongs to one resource', source: `${CFN}cfn-console-create-stack.html` },
  'import': { scope: 'update', rule: 'an import changes nothing else, and what comes in is retained', source: `${CFN}import-resources-manually.html` },
  'unprotected': { scope: 'update', rule: 'what is kept is retained before anything else happens to it', source: `${REFERENCE}aws-attribute-deletionpolicy.html` },
  'policy-recorded': { scope: 'update', rule: 'CloudFormation records a policy only with a change of a resource', source: `${REFERENCE}aws-attribute-deletionpolicy.html` },
  'reference': { scope: 'change', rule: 'a template refers only to what it holds', source: `${REFERENCE}intrinsic-function-reference.html` },
  'import-value': { scope: 'change', rule: 'an export is there before it is imported', source: `${REFERENCE}intrinsic-function-reference-importvalue.html` },
  'template-limit': { scope: 'change', rule: 'a template holds 1 to 500 resources, at most 200 parameters, mappings and outputs, and 1 MB', source: `${CFN}cloudformation-limits.html` },
} as const satisfies Readonly<Record<string, RuleRow>>;

/** The ID of a rule. */
export type RuleId = keyof typeof RULES;
