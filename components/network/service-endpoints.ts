import * as ec2 from "@pulumi/aws/ec2";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../../config/aws/regions";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";

export interface ServiceEndpointsArgs {
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 range of the network, whose members may use the endpoints. */
  readonly cidr: string;
  /** Subnets of the interface endpoints. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Route tables of the gateway endpoints. */
  readonly routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Services that get an endpoint, by the names of `endpoints`.
   * @default all but those that only tasks use
   */
  readonly services?: readonly string[];
  readonly tags?: Tags;
  readonly transform?: ServiceEndpointsTransform;
}

/** Changes the arguments of the endpoints' resources. */
export interface ServiceEndpointsTransform {
  readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
  /** Applied to every endpoint; the function's third argument is the logical name, which ends with the service. */
  readonly endpoint?: Transform<ec2.VpcEndpointArgs>;
}

/** Endpoints of a network. */
export interface ServiceEndpoints {
  readonly securityGroup: ec2.SecurityGroup;
  /** By service, such as ssm. */
  readonly endpoints: Readonly<Record<string, ec2.VpcEndpoint>>;
}

/** Services with an interface endpoint: Session Manager, secrets, keys, logs. */
const INTERFACE_SERVICES = ["ssm", "ssmmessages", "ec2messages", "secretsmanager", "kms", "logs"] as const;
/** Services from which tasks on Fargate pull their images, beside S3. */
const IMAGE_SERVICES: readonly string[] = ["ecr.api", "ecr.dkr"];
const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;
/**
 * Endpoint service of S3 Multi-Region Access Points, which the gateway endpoint of S3 does not reach. Its name is the same in every
 * region (S3 User Guide, "Configuring a Multi-Region Access Point for use with AWS PrivateLink").
 */
const ACCESS_POINT = "s3-global";
const ACCESS_POINT_SERVICE = "com.amazonaws.s3-global.accesspoint";

/** The name of a service's endpoint service in a region. */
function endpointServiceName(region: string, service: string): string {
  if (service === ACCESS_POINT) return ACCESS_POINT_SERVICE;
  const prefix = partitionOf(region) === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";
  return `${prefix}.${region}.${service}`;
}

/** Endpoints through which instances reach AWS services without the internet. */
export function serviceEndpoints(name: string, args: ServiceEndpointsArgs, parent: pulumi.Resource): ServiceEndpoints {
  const { region, routeTableIds, services, subnetIds, tags, transform, vpcId } = args;
  const securityGroup = new ec2.SecurityGroup(
    ...transformed(
      transform?.securityGroup,
      `${name}-endpoints`,
      {
        region,
        vpcId,
        description: "Interface endpoints, reached from this network alone",
        tags: named(tags, `${name}-endpoints`),
      },
      { parent },
    ),
  );
  new SecurityGroupIngressRule(
    `${name}-endpoints`,
    {
      region,
      securityGroupId: securityGroup.id,
      description: "TLS from the network",
      cidrIpv4: args.cidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    { parent },
  );
  const endpoint = (service: string, serviceName: string, reach: Partial<ec2.VpcEndpointArgs>) => {
    const logical = `${name}-${service.replace(".", "-")}`;
    return new ec2.VpcEndpoint(
      ...transformed<ec2.VpcEndpointArgs>(
        transform?.endpoint,
        logical,
        { region, vpcId, serviceName, ...reach, tags: named(tags, logical) },
        { parent },
      ),
    );
  };
  const byInterface = {
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds,
    securityGroupIds: [securityGroup.id],
  };
  const byGateway = { vpcEndpointType: "Gateway", routeTableIds };
  const reaches = [
    ...[...INTERFACE_SERVICES, ...IMAGE_SERVICES, ACCESS_POINT].map((service) => [service, byInterface] as const),
    ...GATEWAY_SERVICES.map((service) => [service, byGateway] as const),
  ];
  const endpoints = Object.fromEntries(
    reaches
      .filter(([service]) => services?.includes(service) ?? !IMAGE_SERVICES.includes(service))
      .map(([service, reach]) => [service, endpoint(service, endpointServiceName(region, service), reach)]),
  );
  return { securityGroup, endpoints };
}
