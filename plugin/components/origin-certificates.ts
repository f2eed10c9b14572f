import * as pulumi from "@pulumi/pulumi";
import * as library from "../../components";

export interface OriginCertificatesArgs {
  readonly hostedZoneId: library.OriginCertificatesArgs["hostedZoneId"];
  readonly originDomain: library.OriginCertificatesArgs["originDomain"];
  readonly tags?: library.OriginCertificatesArgs["tags"];
  /** Regions of the load balancers. The first one's certificate provides the DNS record; keep it first when others are added. */
  readonly regions: string[];
}

/** A certificate in each region for its load balancers, all with the same names and validated by one DNS record. */
export class OriginCertificates extends pulumi.ComponentResource {
  /** ARN of the issued certificate, by region. */
  readonly arns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: OriginCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("redoubt:index:OriginCertificates", name, {}, opts);
    this.arns = pulumi.output(new library.OriginCertificates(name, args, { parent: this }).arns);
    this.registerOutputs({ arns: this.arns });
  }
}
