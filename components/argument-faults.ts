import * as pulumi from "@pulumi/pulumi";
import { KNOWN_REGIONS, partitionOf } from "../config/aws/regions";
import type { Fault } from "../config/checks/check";
import { UserError } from "../errors";

/** Reports all invalid arguments of a component at once. */
export function rejectFaults(name: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new UserError(faults.map(({ path, message }) => `${name}: ${path}: ${message}`).join("\n"));
}

/** A value that is known when the component is constructed, or undefined. */
export function known<T>(value: pulumi.Input<T> | undefined): T | undefined {
  return pulumi.Output.isInstance(value) || value instanceof Promise ? undefined : (value as T | undefined);
}

/** The error for a region that the provider does not know, or of another partition, whose ARNs and services differ. */
export function regionFaults(path: string, region: string): Fault[] {
  if (!KNOWN_REGIONS.includes(region)) {
    return [{ path, message: `got ${region || "none"}; use an AWS region such as us-east-1` }];
  }
  const partition = partitionOf(region);
  if (partition === "aws") return [];
  const message = `${region} is in partition ${partition}; use a region of the commercial partition (aws)`;
  return [{ path, message }];
}

const ARN = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|aws)?:(.+)$/;

/**
 * The error for text that is not an ARN, or is that of another service or region. An ARN that is known after the deployment only is not
 * checked.
 */
export function arnFaults(
  path: string,
  value: pulumi.Input<string> | undefined,
  expected: { readonly service: string; readonly region?: string; readonly example: string },
): Fault[] {
  const text = known(value);
  if (text === undefined) return [];
  const [, service, region] = ARN.exec(text) ?? [];
  if (service !== expected.service)
    return [{ path, message: `got ${text || "none"}; use an ARN such as ${expected.example}` }];
  if (expected.region === undefined || region === expected.region) return [];
  return [{ path, message: `got ${text}, which is in ${region}; use one of ${expected.region}` }];
}
