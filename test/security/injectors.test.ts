import { App, IPropertyInjector, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { whole } from './whole';
import { ListBackupSecurity, ListBackupStage } from '../../src';
import { templateOf } from '../support/synth';

const MODULES = [
  apigateway, backup, acm, cloudfront, cloudwatch, cognito, dynamodb, events, iam, kms, lambda, logs, s3, secretsmanager, ses, sns, sqs,
];

/** Every class of those modules whose props an app can change before it is made. */
const INJECTABLE = MODULES.flatMap((module) => Object.values(module)).flatMap((exported) => (
  typeof exported === 'function' && 'PROPERTY_INJECTION_ID' in exported ? [exported.PROPERTY_INJECTION_ID as string] : []));

/** What an app might say once for all of its resources. */
const WEAK = {
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  enableKeyRotation: false,
  versioned: false,
  enforceSSL: false,
  encryption: undefined,
  blockPublicAccess: undefined,
  retention: logs.RetentionDays.ONE_DAY,
  description: 'injected',
  defaultAuthorizer: undefined,
};

/** A function's role takes what an app says of roles, such as a boundary. */
const LEFT_TO_THE_APP = iam.Role.PROPERTY_INJECTION_ID;

function weakened(): App {
  const propertyInjectors: IPropertyInjector[] = INJECTABLE.filter((id) => id !== LEFT_TO_THE_APP)
    .map((constructUniqueId) => ({ constructUniqueId, inject: (props) => ({ ...props, ...WEAK }) }));
  return new App({ propertyInjectors });
}

/** CDK merges statements in the order of its token numbers, which another construct before them changes. The order means nothing to IAM. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => (
    [key, key === 'Resource' && Array.isArray(inner) ? inner.map((one) => JSON.stringify(one)).sort() : sorted(inner)])));
}

test.each([['STANDARD', ListBackupSecurity.STANDARD], ['HARDENED', ListBackupSecurity.HARDENED]])('an app\'s property injectors weaken nothing, %s', (_, security) => {
  expect(INJECTABLE.length).toBeGreaterThan(80);
  const templatesOf = (app: App) => whole(ListBackupStage.MAIN, security, {}, false, app).stacks
    .map((stack) => ({ name: stack.stackName, ...templateOf(stack) }));
  expect(sorted(templatesOf(weakened()))).toEqual(sorted(templatesOf(new App())));
});
