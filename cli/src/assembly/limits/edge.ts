import { always, type TypeLimits } from './row';

/** Limits of the resource types in front of buckets and API. */
export const EDGE: readonly TypeLimits[] = [
  {
    type: 'AWS::WAFv2::WebACL',
    keeps: ['DefaultAction', 'Description', 'Name', 'Rules', 'Scope', 'Tags', 'VisibilityConfig'],
    inert: { applies: always, why: 'stored, lets everything through' },
  },
  { type: 'AWS::CloudFront::OriginAccessControl', keeps: ['OriginAccessControlConfig'] },
  { type: 'AWS::CloudFront::ResponseHeadersPolicy', keeps: ['ResponseHeadersPolicyConfig'] },
  { type: 'AWS::CloudFront::Distribution', keeps: ['DistributionConfig', 'Tags'] },
];
