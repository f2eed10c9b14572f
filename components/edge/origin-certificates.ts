import * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";

export interface OriginCertificatesArgs {
  /** The first one's certificate gives the DNS record: it stays the first when others are added. */
  readonly regions: readonly string[];
  /** The name that the certificates cover, with every name one level under it. */
  readonly originDomain: string;
  readonly hostedZoneId: pulumi.Input<string>;
  readonly tags?: Tags;
}

/**
 * A certificate a region for the regions' load balancers, all with the same names. ACM asks for the same DNS record in every
 * region of an account, so that one validates them all, and no region's stack has to write DNS.
 */
export class OriginCertificates extends pulumi.ComponentResource {
  /** ARN of the issued certificate, by region. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: OriginCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:OriginCertificates", name, {}, opts);
    const certificates = args.regions.map((region) => {
      const certificate = new acm.Certificate(
        `${name}-${region}`,
        {
          region,
          domainName: args.originDomain,
          subjectAlternativeNames: [`*.${args.originDomain}`],
          validationMethod: "DNS",
          tags: named({ ...args.tags, "redoubt:region": region }, args.originDomain),
        },
        { parent: this },
      );
      return { region, certificate };
    });
    const [first] = certificates;
    if (!first) throw new Error("origin certificates: regions is empty; name one at least");
    const validation = validationRecord(`${name}-validation`, first.certificate, args.hostedZoneId, this);
    this.arns = Object.fromEntries(
      certificates.map(({ region, certificate }) => {
        const issued = new acm.CertificateValidation(
          `${name}-${region}`,
          { region, certificateArn: certificate.arn, validationRecordFqdns: [validation.fqdn] },
          { parent: this },
        );
        return [region, issued.certificateArn];
      }),
    );
    this.registerOutputs({ arns: this.arns });
  }
}

/** The DNS record that proves to ACM that a domain and the names under it are the account's. */
export function validationRecord(
  name: string,
  certificate: acm.Certificate,
  hostedZoneId: pulumi.Input<string>,
  parent: pulumi.Resource,
  index = 0,
): route53.Record {
  const option = certificate.domainValidationOptions.apply((options) => options[index]);
  const field = (key: "resourceRecordName" | "resourceRecordType" | "resourceRecordValue") =>
    option.apply((found) => found?.[key] ?? "");
  return new route53.Record(
    name,
    {
      zoneId: hostedZoneId,
      name: field("resourceRecordName"),
      type: field("resourceRecordType") as pulumi.Output<route53.RecordType>,
      records: [field("resourceRecordValue")],
      ttl: 60,
      allowOverwrite: true,
    },
    { parent },
  );
}
