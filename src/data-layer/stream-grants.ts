import { StreamGrants, StreamGrantsProps } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';

/**
 * CDK's stream grants give `dynamodb:ListStreams` on every stream of the account. Lambda asks for it on the stream that it reads, and a
 * program that knows the stream's ARN needs no list, so here all four actions are of that stream.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 */
export class OneStreamGrants extends StreamGrants {
  public constructor(private readonly stream: StreamGrantsProps) {
    super(stream);
  }

  public override list(grantee: IGrantable): Grant {
    return this.actions(grantee, 'dynamodb:ListStreams');
  }

  public override read(grantee: IGrantable): Grant {
    this.stream.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey');
    return this.actions(grantee, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams');
  }
}
