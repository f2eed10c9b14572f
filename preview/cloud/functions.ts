import { ACCOUNT_ID, hashOf } from "./resources";

type Lookup = (inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The calls by which the program reads from AWS. Any other call fails the preview instead of getting an invented result. */
const LOOKUPS: Readonly<Record<string, Lookup>> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({
    id: `pl-${hashOf(String(name)).slice(0, 8)}`,
    name,
  }),
  // Every zone offers every instance type, because only an account's own answer could tell otherwise.
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": ({ region, filters }) => {
    const types = filterValues(filters, "instance-type") ?? [];
    const offers = [..."abcdef"].flatMap((letter) => types.map((type) => ({ zone: `${region}${letter}`, type })));
    return { instanceTypes: offers.map(({ type }) => type), locations: offers.map(({ zone }) => zone) };
  },
  // An existing network: its ids and ranges, and nothing by which it could be checked.
  "aws:ec2/getVpc:getVpc": ({ id }) => ({ id, cidrBlock: "10.0.0.0/16" }),
  "aws:ec2/getSubnet:getSubnet": ({ id }) => ({ id, cidrBlock: `10.0.${hashNumber(id)}.0/24` }),
  "aws:ec2/getRouteTables:getRouteTables": ({ filters }) => ({
    ids: [`rtb-${hashOf(JSON.stringify(filters)).slice(0, 8)}`],
  }),
  "aws:ec2/getRouteTable:getRouteTable": ({ routeTableId }) => ({ routeTableId }),
  "aws:ec2/getNetworkAcls:getNetworkAcls": ({ vpcId, filters }) => ({
    // No other project uses it.
    ids: filterValues(filters, "tag-key") ? [] : [`acl-${hashOf(String(vpcId)).slice(0, 8)}`],
  }),
  // An existing database: its security group, and nothing by which it could be checked.
  "aws:rds/getInstance:getInstance": ({ dbInstanceIdentifier }) => ({
    dbInstanceIdentifier,
    vpcSecurityGroups: [`sg-${hashOf(String(dbInstanceIdentifier)).slice(0, 8)}`],
  }),
  "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ secretId }) => ({
    secretId,
    secretString: JSON.stringify({ username: "example", password: "example" }),
  }),
  // Nothing is deployed in a preview.
  "aws:ec2/getVpcs:getVpcs": () => ({ ids: [] }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ region, filters }) => {
    const zones = [...zoneLetters(String(region))].map((letter) => `${region}${letter}`);
    // An account that has opted in to a Local Zone, which sorts before the others.
    const all = filterValues(filters, "zone-type") ? zones : [`${region}-bos-1a`, ...zones];
    return { names: filterValues(filters, "zone-name") ?? all };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT_ID,
    accountId: ACCOUNT_ID,
    arn: `arn:aws:iam::${ACCOUNT_ID}:root`,
  }),
  "aws:route53/getZone:getZone": ({ name }) => ({ id: "Z0123456789EXAMPLE", zoneId: "Z0123456789EXAMPLE", name }),
};

/** A number from 0 to 255 that follows from a value. */
function hashNumber(value: unknown): number {
  return Number.parseInt(hashOf(String(value)).slice(0, 2), 16);
}

/** us-west-1 has two zones for each account (AWS General Reference, "Regions and Availability Zones"). */
function zoneLetters(region: string): string {
  return region === "us-west-1" ? "ac" : "abcd";
}

function filterValues(filters: unknown, name: string): string[] | undefined {
  return (filters as { name: string; values: string[] }[] | undefined)?.find((filter) => filter.name === name)?.values;
}

/** @throws Error for a call that is not in LOOKUPS */
export function lookUp(token: string, inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const lookup = LOOKUPS[token];
  if (!lookup)
    throw new Error(
      `preview: the program calls ${token}, which the preview does not support; add it to preview/cloud/functions.ts`,
    );
  return lookup(inputs);
}
