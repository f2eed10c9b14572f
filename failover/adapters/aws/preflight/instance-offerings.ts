import { DescribeAvailabilityZonesCommand, DescribeInstanceTypeOfferingsCommand } from "@aws-sdk/client-ec2";
import { bounded } from "../bounded";
import type { AccountParts } from "./parts";

/** Whether enough of the region's Availability Zones offer the instance types. Local Zones do not count. */
export async function instanceOfferings({ clients, instanceTypes, region, zones }: AccountParts): Promise<string> {
  const ec2 = clients.ec2(region);
  const types = [...new Set(instanceTypes)];
  const zoneFilter = [
    { Name: "zone-type", Values: ["availability-zone"] },
    { Name: "opt-in-status", Values: ["opt-in-not-required"] },
  ];
  const typeFilter = [{ Name: "instance-type", Values: types }];
  const [{ AvailabilityZones = [] }, { InstanceTypeOfferings = [] }] = await Promise.all([
    bounded((options) => ec2.send(new DescribeAvailabilityZonesCommand({ Filters: zoneFilter }), options)),
    bounded((options) =>
      ec2.send(
        new DescribeInstanceTypeOfferingsCommand({ LocationType: "availability-zone", Filters: typeFilter }),
        options,
      ),
    ),
  ]);
  const available = AvailabilityZones.map(({ ZoneName = "" }) => ZoneName);
  for (const type of types) {
    const offering = InstanceTypeOfferings.filter(({ InstanceType }) => InstanceType === type).map(
      ({ Location = "" }) => Location,
    );
    const suitable = available.filter((zone) => offering.includes(zone));
    if (suitable.length < zones) {
      throw new Error(
        `${type}: ${zones} zones are needed, but only ${suitable.join(", ") || "none"} of ${available.join(", ")} in ${region} offer it; choose another type or other zones`,
      );
    }
  }
  return `${types.join(", ")}: offered in at least ${zones} zones of ${region}`;
}
