import { ACCOUNT_ID, hashOf } from "./resources";

type Lookup = (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The calls by which the program reads from AWS. Any other call fails the preview instead of getting an invented result. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({
    id: `pl-${hashOf(String(name)).slice(0, 8)}`,
    name,
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT_ID,
    accountId: ACCOUNT_ID,
    arn: `arn:aws:iam::${ACCOUNT_ID}:root`,
  }),
  "aws:route53/getZone:getZone": ({ name }) => ({ id: "Z0123456789EXAMPLE", zoneId: "Z0123456789EXAMPLE", name }),
};

/** @throws Error for a call that is not in LOOKUPS */
export function lookUp(token: string, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lookup = LOOKUPS[token];
  if (!lookup)
    throw new Error(
      `preview: the program calls ${token}, which the preview does not support; add it to preview/cloud/functions.ts`,
    );
  return lookup(inputs);
}
