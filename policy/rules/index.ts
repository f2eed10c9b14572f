import type { Rule } from "../rule";
import { acmCertificateRenews } from "./acm/acm-certificate-renews";
import { asgCapacityRebalancing } from "./autoscaling/asg-capacity-rebalancing";
import { asgElbHealthCheck } from "./autoscaling/asg-elb-health-check";
import { asgLaunchTemplate } from "./autoscaling/asg-launch-template";
import { asgMultiAz } from "./autoscaling/asg-multi-az";
import { asgSeveralInstanceTypes } from "./autoscaling/asg-several-instance-types";
import { backupPlanRetention } from "./backup/backup-plan-retention";
import { backupVaultKey } from "./backup/backup-vault-key";
import { cloudfrontAccessLogs } from "./cloudfront/cloudfront-access-logs";
import { cloudfrontOriginAccess } from "./cloudfront/cloudfront-origin-access";
import { cloudfrontOriginFailover } from "./cloudfront/cloudfront-origin-failover";
import { cloudfrontOriginHttps } from "./cloudfront/cloudfront-origin-https";
import { cloudfrontOriginTls12 } from "./cloudfront/cloudfront-origin-tls12";
import { cloudfrontViewerHttps } from "./cloudfront/cloudfront-viewer-https";
import { cloudfrontViewerTls12 } from "./cloudfront/cloudfront-viewer-tls12";
import { cloudfrontWaf } from "./cloudfront/cloudfront-waf";
import { alarmActionsEnabled } from "./cloudwatch/alarm-actions-enabled";
import { alarmHasActions } from "./cloudwatch/alarm-has-actions";
import { logGroupCustomerManagedKey } from "./cloudwatch/log-group-customer-managed-key";
import { logGroupRetention } from "./cloudwatch/log-group-retention";
import { dynamodbCustomerManagedKey } from "./dynamodb/dynamodb-customer-managed-key";
import { dynamodbDeletionProtection } from "./dynamodb/dynamodb-deletion-protection";
import { dynamodbEncryption } from "./dynamodb/dynamodb-encryption";
import { dynamodbInBackupPlan } from "./dynamodb/dynamodb-in-backup-plan";
import { dynamodbPointInTimeRecovery } from "./dynamodb/dynamodb-point-in-time-recovery";
import { dynamodbReplicaKey } from "./dynamodb/dynamodb-replica-key";
import { dynamodbScales } from "./dynamodb/dynamodb-scales";
import { defaultSecurityGroupClosed } from "./ec2/default-security-group-closed";
import { ebsDefaultEncryption } from "./ec2/ebs-default-encryption";
import { ebsVolumeCustomerManagedKey } from "./ec2/ebs-volume-customer-managed-key";
import { ebsVolumeEncrypted } from "./ec2/ebs-volume-encrypted";
import { ec2Imdsv2 } from "./ec2/ec2-imdsv2";
import { ec2NoPublicIp } from "./ec2/ec2-no-public-ip";
import { ec2VolumesCustomerManagedKey } from "./ec2/ec2-volumes-customer-managed-key";
import { ec2VolumesEncrypted } from "./ec2/ec2-volumes-encrypted";
import { natGatewayPerAz } from "./ec2/nat-gateway-per-az";
import { sgNoHttpIngress } from "./ec2/sg-no-http-ingress";
import { sgNoOpenAdminPorts } from "./ec2/sg-no-open-admin-ports";
import { sgNoOpenHttp } from "./ec2/sg-no-open-http";
import { sgNoOpenIngress } from "./ec2/sg-no-open-ingress";
import { subnetNoPublicIp } from "./ec2/subnet-no-public-ip";
import { vpcDefaultSecurityGroup } from "./ec2/vpc-default-security-group";
import { vpcEndpointMultiAz } from "./ec2/vpc-endpoint-multi-az";
import { vpcEndpointPresent } from "./ec2/vpc-endpoint-present";
import { vpcFlowLogs } from "./ec2/vpc-flow-logs";
import { iamNoAdminManagedPolicy } from "./iam/iam-no-admin-managed-policy";
import { iamNoAdminStatements } from "./iam/iam-no-admin-statements";
import { iamNoStarActions } from "./iam/iam-no-star-actions";
import { iamRoleNotAssumableByAll } from "./iam/iam-role-not-assumable-by-all";
import { kmsDeletionWindow } from "./kms/kms-deletion-window";
import { kmsKeyPolicyNotPublic } from "./kms/kms-key-policy-not-public";
import { kmsKeyRotation } from "./kms/kms-key-rotation";
import { lambdaEnvironmentKey } from "./lambda/lambda-environment-key";
import { lambdaFailureDestination } from "./lambda/lambda-failure-destination";
import { lambdaNotPublic } from "./lambda/lambda-not-public";
import { lambdaReservedConcurrency } from "./lambda/lambda-reserved-concurrency";
import { lambdaTracing } from "./lambda/lambda-tracing";
import { lambdaVpcMultiAz } from "./lambda/lambda-vpc-multi-az";
import { lbAccessLogs } from "./lb/lb-access-logs";
import { lbBehindWaf } from "./lb/lb-behind-waf";
import { lbCrossZone } from "./lb/lb-cross-zone";
import { lbDeletionProtection } from "./lb/lb-deletion-protection";
import { lbDropsInvalidHeaders } from "./lb/lb-drops-invalid-headers";
import { lbInternal } from "./lb/lb-internal";
import { lbListenerHttps } from "./lb/lb-listener-https";
import { lbListenerTls12 } from "./lb/lb-listener-tls12";
import { lbMultiAz } from "./lb/lb-multi-az";
import { lbTargetHealthCheck } from "./lb/lb-target-health-check";
import { rdsBackupEnabled } from "./rds/rds-backup-enabled";
import { rdsBackupReplicationKey } from "./rds/rds-backup-replication-key";
import { rdsBackupRetention } from "./rds/rds-backup-retention";
import { rdsClusterMultiAz } from "./rds/rds-cluster-multi-az";
import { rdsCopyTagsToSnapshot } from "./rds/rds-copy-tags-to-snapshot";
import { rdsCustomerManagedKey } from "./rds/rds-customer-managed-key";
import { rdsDeletionProtection } from "./rds/rds-deletion-protection";
import { rdsForcesTls } from "./rds/rds-forces-tls";
import { rdsInBackupPlan } from "./rds/rds-in-backup-plan";
import { rdsInstanceMultiAz } from "./rds/rds-instance-multi-az";
import { rdsLogsExported } from "./rds/rds-logs-exported";
import { rdsNotPublic } from "./rds/rds-not-public";
import { rdsPerformanceInsights } from "./rds/rds-performance-insights";
import { rdsPerformanceInsightsKey } from "./rds/rds-performance-insights-key";
import { rdsSnapshotEncrypted } from "./rds/rds-snapshot-encrypted";
import { rdsStorageEncrypted } from "./rds/rds-storage-encrypted";
import { accessPointCoversBuckets } from "./regions/access-point-covers-buckets";
import { certificatePerRegion } from "./regions/certificate-per-region";
import { controllerOutsideActive } from "./regions/controller-outside-active";
import { databaseParity } from "./regions/database-parity";
import { dnsPair } from "./regions/dns-pair";
import { healthEndpoint } from "./regions/health-endpoint";
import { kmsObjectsReplicate } from "./regions/kms-objects-replicate";
import { lagAlarm } from "./regions/lag-alarm";
import { leaseSurvives } from "./regions/lease-survives";
import { limitsEqual } from "./regions/limits-equal";
import { multiRegionKeyPaired } from "./regions/multi-region-key-paired";
import { networksDisjoint } from "./regions/networks-disjoint";
import { noLeak } from "./regions/no-leak";
import { noUsEast1ControlPlane } from "./regions/no-us-east-1-control-plane";
import { noWritesThroughOriginGroup } from "./regions/no-writes-through-origin-group";
import { originGroupSpansRegions } from "./regions/origin-group-spans-regions";
import { promotableReplica } from "./regions/promotable-replica";
import { replicaInAnotherRegion } from "./regions/replica-in-another-region";
import { replicaKeyLocal } from "./regions/replica-key-local";
import { replicationTimeControl } from "./regions/replication-time-control";
import { secretReplicated } from "./regions/secret-replicated";
import { standbyCapacity } from "./regions/standby-capacity";
import { triggerMetricRegional } from "./regions/trigger-metric-regional";
import { twinComplete } from "./regions/twin-complete";
import { twoWayReplication } from "./regions/two-way-replication";
import { route53HealthCheckExists } from "./route53/route53-health-check-exists";
import { route53HealthCheckedTtl } from "./route53/route53-health-checked-ttl";
import { route53QueryLog } from "./route53/route53-query-log";
import { route53RecordAttached } from "./route53/route53-record-attached";
import { s3AccessPointNotPublic } from "./s3/s3-access-point-not-public";
import { s3AclNoPublicRead } from "./s3/s3-acl-no-public-read";
import { s3AclNoPublicWrite } from "./s3/s3-acl-no-public-write";
import { s3BlockPublicAcls } from "./s3/s3-block-public-acls";
import { s3BlockPublicPolicy } from "./s3/s3-block-public-policy";
import { s3BucketAbortsIncompleteUploads } from "./s3/s3-bucket-aborts-incomplete-uploads";
import { s3BucketAccessLogs } from "./s3/s3-bucket-access-logs";
import { s3BucketCustomerManagedKey } from "./s3/s3-bucket-customer-managed-key";
import { s3BucketEncryption } from "./s3/s3-bucket-encryption";
import { s3BucketKey } from "./s3/s3-bucket-key";
import { s3BucketKms } from "./s3/s3-bucket-kms";
import { s3BucketLifecycle } from "./s3/s3-bucket-lifecycle";
import { s3BucketMfaDelete } from "./s3/s3-bucket-mfa-delete";
import { s3BucketObjectLock } from "./s3/s3-bucket-object-lock";
import { s3BucketReplication } from "./s3/s3-bucket-replication";
import { s3BucketTlsOnly } from "./s3/s3-bucket-tls-only";
import { s3BucketVersioning } from "./s3/s3-bucket-versioning";
import { s3IgnorePublicAcls } from "./s3/s3-ignore-public-acls";
import { s3PolicyNotPublic } from "./s3/s3-policy-not-public";
import { s3PublicAccessBlock } from "./s3/s3-public-access-block";
import { s3RestrictPublicBuckets } from "./s3/s3-restrict-public-buckets";
import { secretCustomerManagedKey } from "./secretsmanager/secret-customer-managed-key";
import { secretRotation } from "./secretsmanager/secret-rotation";
import { secretRotationInterval } from "./secretsmanager/secret-rotation-interval";
import { sfnLogging } from "./sfn/sfn-logging";
import { sfnTracing } from "./sfn/sfn-tracing";
import { snsPolicyNotPublic } from "./sns/sns-policy-not-public";
import { snsPolicyTlsOnly } from "./sns/sns-policy-tls-only";
import { snsTopicCustomerManagedKey } from "./sns/sns-topic-customer-managed-key";
import { snsTopicEncrypted } from "./sns/sns-topic-encrypted";
import { sqsPolicyNotPublic } from "./sqs/sqs-policy-not-public";
import { sqsQueueEncrypted } from "./sqs/sqs-queue-encrypted";
import { wafLogging } from "./wafv2/waf-logging";

/** Every rule of the pack, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  acmCertificateRenews,
  asgCapacityRebalancing,
  asgElbHealthCheck,
  asgLaunchTemplate,
  asgMultiAz,
  asgSeveralInstanceTypes,
  backupPlanRetention,
  backupVaultKey,
  cloudfrontAccessLogs,
  cloudfrontOriginAccess,
  cloudfrontOriginFailover,
  cloudfrontOriginHttps,
  cloudfrontOriginTls12,
  cloudfrontViewerHttps,
  cloudfrontViewerTls12,
  cloudfrontWaf,
  alarmActionsEnabled,
  alarmHasActions,
  logGroupCustomerManagedKey,
  logGroupRetention,
  dynamodbCustomerManagedKey,
  dynamodbDeletionProtection,
  dynamodbEncryption,
  dynamodbInBackupPlan,
  dynamodbPointInTimeRecovery,
  dynamodbReplicaKey,
  dynamodbScales,
  defaultSecurityGroupClosed,
  ebsDefaultEncryption,
  ebsVolumeCustomerManagedKey,
  ebsVolumeEncrypted,
  ec2Imdsv2,
  ec2NoPublicIp,
  ec2VolumesCustomerManagedKey,
  ec2VolumesEncrypted,
  natGatewayPerAz,
  sgNoHttpIngress,
  sgNoOpenAdminPorts,
  sgNoOpenHttp,
  sgNoOpenIngress,
  subnetNoPublicIp,
  vpcDefaultSecurityGroup,
  vpcEndpointMultiAz,
  vpcEndpointPresent,
  vpcFlowLogs,
  iamNoAdminManagedPolicy,
  iamNoAdminStatements,
  iamNoStarActions,
  iamRoleNotAssumableByAll,
  kmsDeletionWindow,
  kmsKeyPolicyNotPublic,
  kmsKeyRotation,
  lambdaEnvironmentKey,
  lambdaFailureDestination,
  lambdaNotPublic,
  lambdaReservedConcurrency,
  lambdaTracing,
  lambdaVpcMultiAz,
  lbAccessLogs,
  lbBehindWaf,
  lbCrossZone,
  lbDeletionProtection,
  lbDropsInvalidHeaders,
  lbInternal,
  lbListenerHttps,
  lbListenerTls12,
  lbMultiAz,
  lbTargetHealthCheck,
  rdsBackupEnabled,
  rdsBackupReplicationKey,
  rdsBackupRetention,
  rdsClusterMultiAz,
  rdsCopyTagsToSnapshot,
  rdsCustomerManagedKey,
  rdsDeletionProtection,
  rdsForcesTls,
  rdsInBackupPlan,
  rdsInstanceMultiAz,
  rdsLogsExported,
  rdsNotPublic,
  rdsPerformanceInsightsKey,
  rdsPerformanceInsights,
  rdsSnapshotEncrypted,
  rdsStorageEncrypted,
  accessPointCoversBuckets,
  certificatePerRegion,
  controllerOutsideActive,
  databaseParity,
  dnsPair,
  healthEndpoint,
  kmsObjectsReplicate,
  lagAlarm,
  leaseSurvives,
  limitsEqual,
  multiRegionKeyPaired,
  networksDisjoint,
  noLeak,
  noUsEast1ControlPlane,
  noWritesThroughOriginGroup,
  originGroupSpansRegions,
  promotableReplica,
  replicaInAnotherRegion,
  replicaKeyLocal,
  replicationTimeControl,
  secretReplicated,
  standbyCapacity,
  triggerMetricRegional,
  twinComplete,
  twoWayReplication,
  route53HealthCheckExists,
  route53HealthCheckedTtl,
  route53QueryLog,
  route53RecordAttached,
  s3AccessPointNotPublic,
  s3AclNoPublicRead,
  s3AclNoPublicWrite,
  s3BlockPublicAcls,
  s3BlockPublicPolicy,
  s3BucketAbortsIncompleteUploads,
  s3BucketAccessLogs,
  s3BucketCustomerManagedKey,
  s3BucketEncryption,
  s3BucketKey,
  s3BucketKms,
  s3BucketLifecycle,
  s3BucketMfaDelete,
  s3BucketObjectLock,
  s3BucketReplication,
  s3BucketTlsOnly,
  s3BucketVersioning,
  s3IgnorePublicAcls,
  s3PolicyNotPublic,
  s3PublicAccessBlock,
  s3RestrictPublicBuckets,
  secretCustomerManagedKey,
  secretRotationInterval,
  secretRotation,
  sfnLogging,
  sfnTracing,
  snsPolicyNotPublic,
  snsPolicyTlsOnly,
  snsTopicCustomerManagedKey,
  snsTopicEncrypted,
  sqsPolicyNotPublic,
  sqsQueueEncrypted,
  wafLogging,
];
