import type { Inputs } from "../../resources/inputs";

/** The EBS volumes that a launch template, a launch configuration or an instance declares. */
export function launchedVolumes(launch: Inputs): Inputs[] {
  return [
    ...launch.list("blockDeviceMappings").flatMap((mapping) => mapping.list("ebs")),
    ...launch.list("rootBlockDevice"),
    ...launch.list("ebsBlockDevices"),
  ];
}
