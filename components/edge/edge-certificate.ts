import * as acm from "@pulumi/aws/acm";
import type * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { type Transform, transformed } from "../transform";
import { CLOUDFRONT_REGION } from "./cloudfront-region";
import { validationRecord } from "./validation-record";

export interface EdgeCertificateArgs {
  /** The public domain. */
  readonly domain: string;
  /** Further names that the edge serves. */
  readonly alternativeNames: readonly string[];
  readonly hostedZoneId: pulumi.Input<string>;
  readonly tags?: Tags;
  /** Changes the arguments of the underlying resources. */
  readonly transform?: {
    readonly certificate?: Transform<acm.CertificateArgs>;
    readonly validationRecord?: Transform<route53.RecordArgs>;
  };
}

/**
 * The certificate that the edge presents to viewers, validated by DNS.
 * @example
 * new EdgeCertificate("viewers", { domain: "example.com", alternativeNames: ["www.example.com"], hostedZoneId });
 */
export class EdgeCertificate extends pulumi.ComponentResource {
  readonly certificate: acm.Certificate;
  /** Resolves once the certificate is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EdgeCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeCertificate", name, {}, opts);
    const { alternativeNames, domain, hostedZoneId, tags, transform } = args;
    const region = CLOUDFRONT_REGION;
    this.certificate = new acm.Certificate(
      ...transformed<acm.CertificateArgs>(
        transform?.certificate,
        name,
        {
          region,
          domainName: domain,
          subjectAlternativeNames: [...alternativeNames],
          validationMethod: "DNS",
          tags: named(tags, domain),
        },
        { parent: this },
      ),
    );
    const { certificate } = this;
    const records = [domain, ...alternativeNames].map((covered, index) =>
      validationRecord(
        `${name}-validation-${covered}`,
        { certificate, hostedZoneId, index, transform: transform?.validationRecord },
        this,
      ),
    );
    const issued = new acm.CertificateValidation(
      name,
      { region, certificateArn: certificate.arn, validationRecordFqdns: records.map(({ fqdn }) => fqdn) },
      { parent: this },
    );
    this.arn = issued.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
