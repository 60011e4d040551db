import { one, use, type PaidRow } from './row';
import { textOf, Undecided } from '../../inventory';
import { listOf } from '../../template';

/** AWS asks for these by the month and by what they look at, which no row has. */
const PAID_RULE_GROUPS = /AWSManagedRules(BotControl|ATP|ACFP|AntiDDoS)RuleSet/;

export const EDGE: readonly PaidRow[] = [
  {
    type: 'AWS::CloudFront::Distribution',
    service: 'CloudFront',
    use: { requests: use('HTTPS requests', 'CloudFront.requests'), transferOutGb: use('GB sent to viewers', 'CloudFront.transferOut') },
  },
  { type: 'AWS::CloudFront::Function', service: 'CloudFront', use: { invocations: use('calls', 'CloudFront.functionInvocations') } },
  {
    type: 'AWS::WAFv2::WebACL',
    service: 'WAF',
    fixed: ({ properties }) => {
      const rules = listOf(properties.Rules);
      const [paid] = PAID_RULE_GROUPS.exec(JSON.stringify(rules)) ?? [];
      if (paid !== undefined) throw new Undecided(`the rule group ${paid} has no row`);
      return [{ price: 'WAF.webAcl', quantity: 1 }, { price: 'WAF.rule', quantity: rules.length }];
    },
    use: { requests: use('requests looked at', 'WAF.requests') },
  },
  { type: 'AWS::Route53::HostedZone', service: 'Route 53', fixed: one('Route 53.hostedZone'), use: { queries: use('queries, those of aliases to AWS left out', 'Route 53.queries') } },
  {
    type: 'AWS::CertificateManager::Certificate',
    service: 'Certificate Manager',
    fixed: ({ properties }) => {
      if (properties.CertificateAuthorityArn !== undefined) throw new Undecided('certificates of a private authority have no row');
      if ((textOf(properties, 'CertificateExport') ?? 'DISABLED') !== 'DISABLED') throw new Undecided('certificates that can be exported have no row');
      return [];
    },
  },
];
