import { Region } from "@pulumi/aws/types/enums";

/** Every region that the AWS provider knows. */
export const KNOWN_REGIONS: readonly string[] = Object.values(Region);

/**
 * Country of each commercial region, ISO 3166-1 alpha-2. Functions of a region send their requests from there.
 * Source: AWS General Reference, "AWS Regions", geography.
 */
const COUNTRIES: Readonly<Record<string, string>> = {
  "af-south-1": "ZA",
  "ap-east-1": "HK",
  "ap-east-2": "TW",
  "ap-northeast-1": "JP",
  "ap-northeast-2": "KR",
  "ap-northeast-3": "JP",
  "ap-south-1": "IN",
  "ap-south-2": "IN",
  "ap-southeast-1": "SG",
  "ap-southeast-2": "AU",
  "ap-southeast-3": "ID",
  "ap-southeast-4": "AU",
  "ap-southeast-5": "MY",
  "ap-southeast-6": "NZ",
  "ap-southeast-7": "TH",
  "ca-central-1": "CA",
  "ca-west-1": "CA",
  "eu-central-1": "DE",
  "eu-central-2": "CH",
  "eu-north-1": "SE",
  "eu-south-1": "IT",
  "eu-south-2": "ES",
  "eu-west-1": "IE",
  "eu-west-2": "GB",
  "eu-west-3": "FR",
  "il-central-1": "IL",
  "me-central-1": "AE",
  "me-south-1": "BH",
  "mx-central-1": "MX",
  "sa-east-1": "BR",
  "us-east-1": "US",
  "us-east-2": "US",
  "us-west-1": "US",
  "us-west-2": "US",
};

/** The regions of the commercial partition. */
export const COMMERCIAL_REGIONS: readonly string[] = Object.keys(COUNTRIES);

/** Countries of the European Union with an AWS region. */
const EUROPEAN_UNION = ["DE", "ES", "FR", "IE", "IT", "SE"];

/** Prefixes of regions outside the commercial partition. Source: AWS General Reference, "Partitions". */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["eusc-", "aws-eusc"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
];

/** The partition of a region: "aws" for commercial regions. Partitions share no accounts, networks or global services. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

/** The country of a commercial region; undefined for other regions. */
export function countryOf(region: string): string | undefined {
  return COUNTRIES[region];
}

/** Whether a region is in the European Union. */
export function isEuropean(region: string): boolean {
  return EUROPEAN_UNION.includes(COUNTRIES[region] ?? "");
}
