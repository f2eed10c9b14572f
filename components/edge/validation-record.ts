import type * as acm from "@pulumi/aws/acm";
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

export interface ValidationRecordArgs {
  readonly certificate: acm.Certificate;
  readonly hostedZoneId: pulumi.Input<string>;
  /**
   * Position of the name among the certificate's: the domain name, then the alternative names.
   * @default 0
   */
  readonly index?: number;
  readonly transform?: Transform<route53.RecordArgs>;
}

/**
 * The DNS record that proves to ACM that the account controls a domain and the names below it. It is the same for every certificate of
 * the account with that name (ACM User Guide, "DNS validation"): an existing record is adopted, and the record stays when its stack is
 * destroyed, because other certificates need it for their renewal.
 */
export function validationRecord(name: string, args: ValidationRecordArgs, parent: pulumi.Resource): route53.Record {
  const { certificate, hostedZoneId, index = 0, transform } = args;
  const option = certificate.domainValidationOptions.apply((options) => options[index]);
  const field = (key: "resourceRecordName" | "resourceRecordType" | "resourceRecordValue") =>
    option.apply((found) => found?.[key] ?? "");
  return new route53.Record(
    ...transformed<route53.RecordArgs>(
      transform,
      name,
      {
        zoneId: hostedZoneId,
        name: field("resourceRecordName"),
        type: field("resourceRecordType") as pulumi.Output<route53.RecordType>,
        records: [field("resourceRecordValue")],
        ttl: 60,
        allowOverwrite: true,
      },
      { parent, retainOnDelete: true },
    ),
  );
}
