import { add, type Change, set } from "../changes";
import { policyText } from "../sound-system/values";
import { ref } from "../stack-builder";
import {
  balancer,
  cache,
  domain,
  eks,
  everybody,
  ingress,
  listener,
  repository,
  soundCache,
  soundClassic,
  soundDomain,
  soundEks,
  soundRepository,
  subnet,
  task,
} from "./shared";

/** Changes of the sound system that violate the rules on load balancers, APIs, containers, caches and search. */
export const SERVICE_VIOLATIONS: Readonly<Record<string, readonly Change[]>> = {
  "lb-access-logs": [set(balancer, "web", { accessLogs: { enabled: true, bucket: "" } })],
  "lb-behind-waf": [set(ingress, "web", { prefixListId: undefined, cidrIpv4: "198.51.100.0/24" })],
  "lb-cross-zone": [
    add(balancer, "tcp", {
      loadBalancerType: "network",
      internal: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-archive" },
    }),
  ],
  "lb-deletion-protection": [set(balancer, "web", { enableDeletionProtection: undefined })],
  "lb-drops-invalid-headers": [set(balancer, "web", { dropInvalidHeaderFields: undefined })],
  "lb-internal": [
    add(balancer, "tcp", {
      loadBalancerType: "network",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-archive" },
    }),
  ],
  "api-access-logs": [add("aws:apigatewayv2/stage:Stage", "live", { apiId: "api" })],
  "api-authorized": [add("aws:apigatewayv2/route:Route", "orders", { apiId: "api", routeKey: "GET /orders" })],
  "clb-multi-az": [
    add("aws:elb/loadBalancer:LoadBalancer", "old", {
      ...soundClassic,
      subnets: ["subnet-1"],
      listeners: [{ lbPort: 443, lbProtocol: "https", instancePort: 443, instanceProtocol: "https" }],
    }),
  ],
  "ecr-immutable-tags": [add(repository, "app", { ...soundRepository, imageTagMutability: "MUTABLE" })],
  "ecr-policy-not-public": [
    add("aws:ecr/repositoryPolicy:RepositoryPolicy", "app", { repository: "app", policy: policyText([everybody]) }),
  ],
  "ecr-scan-on-push": [add(repository, "app", { ...soundRepository, imageScanningConfiguration: undefined })],
  "ecs-image-by-digest": [task({ image: "web:latest" })],
  "ecs-service-multi-az": [add("aws:ecs/service:Service", "web", { networkConfiguration: { subnets: ["subnet-0a"] } })],
  "ecs-service-no-public-ip": [
    add("aws:ecs/service:Service", "web", { networkConfiguration: { assignPublicIp: true } }),
  ],
  "ecs-task-logs": [task({ logConfiguration: undefined })],
  "ecs-task-not-privileged": [task({ privileged: true })],
  "ecs-task-read-only-root": [task({ readonlyRootFilesystem: false })],
  "efs-backed-up": [
    set("aws:backup/selection:Selection", "all", {
      resources: ["arn:aws:rds:*:*:db:*", "arn:aws:dynamodb:*:*:table/*"],
    }),
    add("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
  ],
  "efs-encrypted": [add("aws:efs/fileSystem:FileSystem", "files", {})],
  "eks-audit-logs": [add(eks, "main", { ...soundEks, enabledClusterLogTypes: [] })],
  "eks-endpoint-restricted": [add(eks, "main", { ...soundEks, vpcConfig: {} })],
  "eks-secrets-encrypted": [add(eks, "main", { ...soundEks, encryptionConfig: undefined })],
  "elasticache-encrypted-at-rest": [add(cache, "sessions", { ...soundCache, atRestEncryptionEnabled: false })],
  "elasticache-encrypted-in-transit": [add(cache, "sessions", { ...soundCache, transitEncryptionEnabled: false })],
  "elasticache-multi-az": [add(cache, "sessions", { ...soundCache, multiAzEnabled: false })],
  "opensearch-encrypted": [add(domain, "search", { ...soundDomain, encryptAtRest: { enabled: false } })],
  "opensearch-https": [add(domain, "search", { ...soundDomain, domainEndpointOptions: {} })],
  "opensearch-in-vpc": [add(domain, "search", { ...soundDomain, vpcOptions: undefined })],
  "opensearch-multi-az": [add(domain, "search", { ...soundDomain, clusterConfig: { instanceCount: 2 } })],
  "clb-listener-https": [
    add("aws:elb/loadBalancer:LoadBalancer", "old", {
      ...soundClassic,
      listeners: [{ lbPort: 80, lbProtocol: "http", instancePort: 80, instanceProtocol: "http" }],
    }),
  ],
  "lambda-url-authorized": [
    add("aws:lambda/functionUrl:FunctionUrl", "open", { functionName: "step", authorizationType: "NONE" }),
  ],
  "lb-listener-https": [set(listener, "web", { protocol: "HTTP" })],
  "lb-listener-tls12": [set(listener, "web", { sslPolicy: "ELBSecurityPolicy-2016-08" })],
  "lb-multi-az": [set(balancer, "web", { subnets: [ref("prod", subnet, "net-a")] })],
  "lb-target-health-check": [set("aws:lb/targetGroup:TargetGroup", "web", { healthCheck: undefined })],
};
