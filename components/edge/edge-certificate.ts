import * as acm from "@pulumi/aws/acm";
import * as pulumi from "@pulumi/pulumi";
import { named, type Tags } from "../../config/tags";
import { validationRecord } from "./origin-certificates";

/** The region of CloudFront's certificates, web ACLs and logs, whatever the origins' regions. */
export const cloudFrontRegion = "us-east-1";

export interface EdgeCertificateArgs {
  /** The public domain and the further names that the edge serves. */
  readonly domain: string;
  readonly alternativeNames: readonly string[];
  readonly hostedZoneId: pulumi.Input<string>;
  readonly tags?: Tags;
}

/** The viewers' certificate, validated by DNS. */
export class EdgeCertificate extends pulumi.ComponentResource {
  /** Known once the certificate is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EdgeCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:EdgeCertificate", name, {}, opts);
    const region = cloudFrontRegion;
    const certificate = new acm.Certificate(
      name,
      {
        region,
        domainName: args.domain,
        subjectAlternativeNames: [...args.alternativeNames],
        validationMethod: "DNS",
        tags: named(args.tags, args.domain),
      },
      { parent: this },
    );
    const records = [args.domain, ...args.alternativeNames].map((covered, index) =>
      validationRecord(`${name}-validation-${covered}`, certificate, args.hostedZoneId, this, index),
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
