import { DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { Doubt } from "../../../run/preflight";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";

/**
 * Whether the domain is delegated to the hosted zone that Redoubt writes to: the public DNS must have the validation record of the
 * region's certificate. ACM does not issue or renew a certificate otherwise (ACM User Guide, DNS validation).
 */
export async function hostedZone({ certificateArn, clients, region, resolveCname }: AccountParts): Promise<string> {
  const command = new DescribeCertificateCommand({ CertificateArn: certificateArn });
  const { Certificate } = await bounded((options) => clients.acm(region).send(command, options));
  const records = (Certificate?.DomainValidationOptions ?? []).flatMap(({ ResourceRecord }) => ResourceRecord ?? []);
  if (records.length === 0) throw new Doubt(`${certificateArn}: has no validation record`);
  for (const { Name = "", Value = "" } of records) {
    const found = await resolveCname(withoutDot(Name)).catch((error) => {
      throw new Doubt(`${Name}: the public DNS does not answer (${error instanceof Error ? error.message : error})`);
    });
    if (!found.map(withoutDot).includes(withoutDot(Value))) {
      throw new Error(
        `${Name}: the public DNS has ${found.join(", ") || "no record"} instead of ${Value}; delegate the domain to the name servers of its hosted zone`,
      );
    }
  }
  return `the public DNS has the validation records of ${records.length} names`;
}

function withoutDot(name: string): string {
  return name.replace(/\.$/, "").toLowerCase();
}
