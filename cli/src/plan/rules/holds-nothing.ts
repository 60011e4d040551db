/** Types of which a row says that nothing is lost when one is removed or replaced. */
export interface NothingRow {
  readonly because: string;
  readonly source: string;
  /** True if every change creates a new resource, and nothing outside the stack refers to a particular one. */
  readonly madeAnew?: true;
  /** By service, the last part of each type: `{ EC2: 'Route RouteTable' }`. */
  readonly types?: Readonly<Record<string, string>>;
  /** The last part of every type of the kind, whatever its service. */
  readonly named?: RegExp;
  /** Types that have such a name and hold something nevertheless. */
  readonly except?: readonly string[];
}

const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const types = (service: string): string => `${CFN}AWS_${service}.html`;

/**
 * The whole of what a type holds is in its template, so that CloudFormation creates it again as it was.
 * A type that is in no row needs `--accept` to be removed or replaced.
 */
export const HOLDS_NOTHING: readonly NothingRow[] = [
  {
    because: 'a policy: its text is in the template',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html',
    named: /(Policy|PolicyStatement|PolicyGrant)$/,
    except: ['AWS::Bedrock::AutomatedReasoningPolicy', 'AWS::DLM::LifecyclePolicy', 'AWS::QuickSight::ApprovalPolicy', 'AWS::ResilienceHubV2::Policy'],
  },
  {
    because: 'a permission: its text is in the template',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html',
    named: /Permissions?$/,
  },
  {
    because: 'it only connects two resources, and names both in the template',
    source: `${CFN}aws-template-resource-type-ref.html`,
    named: /(Associations?|Attachment|Membership|Mapping|Propagation|UserToGroupAddition)$/,
    except: [
      'AWS::CleanRooms::ConfiguredTableAssociation', 'AWS::CleanRooms::IdNamespaceAssociation', 'AWS::CleanRooms::Membership',
      'AWS::CleanRoomsML::ConfiguredModelAlgorithmAssociation', 'AWS::Connect::IntegrationAssociation', 'AWS::EC2::TransitGatewayPeeringAttachment',
      'AWS::FSx::DataRepositoryAssociation', 'AWS::FSx::S3AccessPointAttachment', 'AWS::IoTManagedIntegrations::AccountAssociation',
    ],
  },
  {
    because: 'settings that databases and caches share, all of them in the template',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html',
    named: /(ParameterGroup|SubnetGroup|OptionGroup|EventSubscription)$/,
  },
  {
    because: 'every change makes another one by design; what uses it moves on to the new one',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
    madeAnew: true,
    types: {
      ApiGateway: 'Deployment',
      ApiGatewayV2: 'Deployment',
      AppConfig: 'Deployment HostedConfigurationVersion',
      AutoScaling: 'LaunchConfiguration',
      Backup: 'BackupSelection',
      Batch: 'JobDefinition',
      CDK: 'Metadata',
      CloudFormation: 'WaitCondition WaitConditionHandle',
      ECS: 'DaemonTaskDefinition TaskDefinition',
      ElasticBeanstalk: 'ApplicationVersion',
      ImageBuilder: 'Component ContainerRecipe ImageRecipe',
      Lambda: 'LayerVersion LayerVersionPermission Permission Version',
      Greengrass: 'ConnectorDefinitionVersion CoreDefinitionVersion DeviceDefinitionVersion FunctionDefinitionVersion GroupVersion LoggerDefinitionVersion ResourceDefinitionVersion SubscriptionDefinitionVersion',
      IAM: 'Policy',
      S3: 'BucketPolicy',
      SNS: 'TopicPolicy',
      SQS: 'QueuePolicy',
      StepFunctions: 'StateMachineVersion',
    },
  },
  {
    because: 'code and its settings, both in the template',
    source: types('Lambda'),
    types: {
      AppSync: 'ChannelNamespace DataSource FunctionConfiguration GraphQLSchema Resolver ApiCache',
      CloudFront: 'Function',
      CodeDeploy: 'Application DeploymentConfig DeploymentGroup',
      ECS: 'CapacityProvider Cluster PrimaryTaskSet Service TaskSet',
      Lambda: 'Alias CodeSigningConfig EventInvokeConfig EventSourceMapping Function',
      StepFunctions: 'StateMachineAlias',
    },
  },
  {
    because: 'parts of an API, all of them in the template',
    source: types('ApiGatewayV2'),
    types: {
      ApiGateway: 'Account Authorizer DocumentationPart DocumentationVersion GatewayResponse Method Model RequestValidator Resource UsagePlan UsagePlanKey VpcLink',
      ApiGatewayV2: 'ApiGatewayManagedOverrides Authorizer Integration IntegrationResponse Model Route RouteResponse RoutingRule VpcLink',
      AppMesh: 'GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService',
      VpcLattice: 'Listener Rule TargetGroup',
    },
  },
  {
    because: 'it only forwards what others hold, and is all in the template',
    source: types('Events'),
    types: {
      Events: 'ApiDestination Rule',
      EventSchemas: 'Discoverer',
      IoT: 'TopicRule TopicRuleDestination',
      Logs: 'Delivery DeliveryDestination DeliverySource MetricFilter SubscriptionFilter Transformer QueryDefinition LogAnomalyDetector',
      Pipes: 'Pipe',
      SNS: 'Subscription',
      SES: 'ConfigurationSet ConfigurationSetEventDestination ReceiptFilter ReceiptRule ReceiptRuleSet Template VdmAttributes',
      Scheduler: 'Schedule',
    },
  },
  {
    because: 'it only watches, and all of it is in the template',
    source: types('CloudWatch'),
    types: {
      ApplicationSignals: 'ServiceLevelObjective',
      Chatbot: 'CustomAction MicrosoftTeamsChannelConfiguration SlackChannelConfiguration',
      CloudWatch: 'Alarm AlarmMuteRule AnomalyDetector CompositeAlarm Dashboard InsightRule LogAlarm MetricStream',
      CodeStarNotifications: 'NotificationRule',
      Config: 'AggregationAuthorization ConfigRule RemediationConfiguration StoredQuery',
      GuardDuty: 'Filter IPSet ThreatIntelSet',
      ResourceGroups: 'Group',
      Route53: 'HealthCheck QueryLoggingConfig',
      XRay: 'Group SamplingRule',
    },
  },
  {
    because: 'who may do what, all of it in the template',
    source: types('IAM'),
    types: {
      Cognito: 'IdentityPoolPrincipalTag LogDeliveryConfiguration ManagedLoginBranding Terms',
      EKS: 'AccessEntry Addon FargateProfile IdentityProviderConfig',
      IAM: 'InstanceProfile Role ServiceLinkedRole',
      KMS: 'Alias',
      LakeFormation: 'DataCellsFilter',
      SecretsManager: 'RotationSchedule',
    },
  },
  {
    because: 'rules of a network, all of them in the template',
    source: types('EC2'),
    types: {
      ApplicationAutoScaling: 'ScalableTarget',
      AutoScaling: 'LifecycleHook ScheduledAction WarmPool',
      CloudFront: 'CloudFrontOriginAccessIdentity KeyGroup MonitoringSubscription OriginAccessControl RealtimeLogConfig VpcOrigin',
      EC2: 'CarrierGateway ClientVpnAuthorizationRule ClientVpnRoute DHCPOptions EgressOnlyInternetGateway FlowLog InternetGateway LaunchTemplate LocalGatewayRoute LocalGatewayRouteTable NatGateway NetworkAcl NetworkAclEntry PlacementGroup PrefixList Route RouteTable SecurityGroup SecurityGroupEgress SecurityGroupIngress Subnet SubnetCidrBlock TrafficMirrorFilter TrafficMirrorFilterRule TrafficMirrorSession TrafficMirrorTarget TransitGatewayRoute TransitGatewayRouteTable VPC VPCCidrBlock VPCEndpoint VPCEndpointConnectionNotification VPNConnectionRoute',
      ECR: 'PullThroughCacheRule RegistryScanningConfiguration ReplicationConfiguration RepositoryCreationTemplate',
      EFS: 'MountTarget',
      ElastiCache: 'SecurityGroup SecurityGroupIngress',
      ElasticLoadBalancingV2: 'Listener ListenerCertificate ListenerRule TargetGroup',
      GlobalAccelerator: 'EndpointGroup Listener',
      NetworkFirewall: 'LoggingConfiguration RuleGroup',
      RDS: 'DBProxyTargetGroup DBSecurityGroup DBSecurityGroupIngress',
      Route53Resolver: 'FirewallRuleGroup ResolverConfig ResolverQueryLoggingConfig ResolverRule',
      ServiceDiscovery: 'Instance',
      WAF: 'ByteMatchSet IPSet Rule SizeConstraintSet SqlInjectionMatchSet WebACL XssMatchSet',
      WAFRegional: 'ByteMatchSet GeoMatchSet IPSet RateBasedRule RegexPatternSet Rule SizeConstraintSet SqlInjectionMatchSet WebACL XssMatchSet',
      WAFv2: 'IPSet LoggingConfiguration RegexPatternSet RuleGroup WebACL',
    },
  },
  {
    because: 'a definition of work to do, all of it in the template',
    source: types('SSM'),
    types: {
      Athena: 'NamedQuery PreparedStatement',
      Backup: 'Framework ReportPlan RestoreTestingPlan RestoreTestingSelection',
      Batch: 'SchedulingPolicy',
      FIS: 'ExperimentTemplate',
      Glue: 'Classifier SecurityConfiguration Trigger',
      ImageBuilder: 'DistributionConfiguration ImagePipeline InfrastructureConfiguration',
      SSM: 'MaintenanceWindow MaintenanceWindowTarget MaintenanceWindowTask PatchBaseline ResourceDataSync',
    },
  },
];

const listed = new Map<string, NothingRow>(HOLDS_NOTHING.flatMap((row) =>
  Object.entries(row.types ?? {}).flatMap(([service, names]) => names.split(' ').map((name) => [`AWS::${service}::${name}`, row] as const))));

/** The row that says that a type holds nothing; `undefined` where none does. */
export function nothingRow(type: string): NothingRow | undefined {
  const [vendor, , name = ''] = type.split('::');
  return listed.get(type) ?? (vendor !== 'AWS' ? undefined : HOLDS_NOTHING.find(({ named, except = [] }) => named?.test(name) && !except.includes(type)));
}
