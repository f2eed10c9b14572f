import * as acm from "@pulumi/aws/acm";
import type * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { named, TAG_KEYS, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { validationRecord } from "./validation-record";

export interface OriginCertificatesArgs {
  /** Regions of the load balancers. The first one's certificate provides the DNS record; keep it first when others are added. */
  readonly regions: readonly string[];
  /** Name that the certificates cover, with every name one level below it. */
  readonly originDomain: string;
  readonly hostedZoneId: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly certificate?: Transform<acm.CertificateArgs>;
    readonly validationRecord?: Transform<route53.RecordArgs>;
  };
}

/**
 * A certificate in each region for its load balancers, all with the same names. ACM validates a name by the same DNS record in every
 * region of an account (ACM User Guide, "DNS validation"), so one record validates all of them and no region's stack changes DNS.
 * @throws Error when there is no region
 * @example
 * const certificates = new OriginCertificates("origin", {
 *   regions: ["us-east-1", "us-west-1"],
 *   originDomain: "origin.example.com",
 *   hostedZoneId,
 * });
 */
export class OriginCertificates extends pulumi.ComponentResource {
  /** By region. */
  readonly certificates: Readonly<Record<string, acm.Certificate>>;
  readonly validationRecord: route53.Record;
  /** ARN of the issued certificate, by region. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: OriginCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:OriginCertificates", name, {}, opts);
    const { hostedZoneId, originDomain, regions, tags, transform } = args;
    if (regions.length === 0) throw new Error(`${name}: regions: got none; name at least one`);
    const certificates = regions.map((region) => {
      const certificate = new acm.Certificate(
        ...transformed<acm.CertificateArgs>(
          transform?.certificate,
          `${name}-${region}`,
          {
            region,
            domainName: originDomain,
            subjectAlternativeNames: [`*.${originDomain}`],
            validationMethod: "DNS",
            tags: named({ ...tags, [TAG_KEYS.region]: region }, originDomain),
          },
          { parent: this },
        ),
      );
      return { region, certificate };
    });
    const [first] = certificates as [(typeof certificates)[number]];
    this.certificates = Object.fromEntries(certificates.map(({ region, certificate }) => [region, certificate]));
    this.validationRecord = validationRecord(
      `${name}-validation`,
      { certificate: first.certificate, hostedZoneId, transform: transform?.validationRecord },
      this,
    );
    this.arns = Object.fromEntries(
      certificates.map(({ region, certificate }) => {
        const issued = new acm.CertificateValidation(
          `${name}-${region}`,
          { region, certificateArn: certificate.arn, validationRecordFqdns: [this.validationRecord.fqdn] },
          { parent: this },
        );
        return [region, issued.certificateArn];
      }),
    );
    this.registerOutputs({ arns: this.arns });
  }
}
