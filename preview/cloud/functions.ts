import { accountId, hashOf } from "./resources";

type Lookup = (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** What the program looks up in AWS. A call that is not here fails the preview: nothing is made up for it. */
const lookups: Readonly<Record<string, Lookup>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({
    id: `pl-${hashOf(String(name)).slice(0, 8)}`,
    name,
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: accountId,
    accountId,
    arn: `arn:aws:iam::${accountId}:root`,
  }),
  "aws:route53/getZone:getZone": ({ name }) => ({ id: "Z0123456789EXAMPLE", zoneId: "Z0123456789EXAMPLE", name }),
};

/** @throws Error for a call that the mock cloud does not know */
export function lookUp(token: string, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lookup = lookups[token];
  if (!lookup) throw new Error(`preview: the program calls ${token}, which preview/cloud/functions.ts does not answer`);
  return lookup(inputs);
}
