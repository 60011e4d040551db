import { CfnFunction, Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { refuse } from '../stage/refuse';

/** The code as the template says it. The library builds nothing: what is built comes from a folder, a file or a bucket. */
export function codeOf(scope: Construct, code: Code, runtime: Runtime): CfnFunction.CodeProperty {
  const { inlineCode, s3Location, image, sourceKMSKeyArn } = code.bind(scope);
  const what = `function ${scope.node.id}, code`;
  if (image) refuse(what, 'an image', 'The conventions know functions of a ZIP file or a folder.', 'lambda.Code.fromAsset("dist/get-users")');
  if (inlineCode && !runtime.supportsInlineCode) {
    refuse(what, 'inline code', `Lambda takes no code in the template for ${runtime.name}.`, 'lambda.Code.fromAsset("dist/get-users")');
  }
  return {
    zipFile: inlineCode,
    s3Bucket: s3Location?.bucketName,
    s3Key: s3Location?.objectKey,
    s3ObjectVersion: s3Location?.objectVersion,
    sourceKmsKeyArn: sourceKMSKeyArn,
  };
}
