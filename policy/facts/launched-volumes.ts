import type { Inputs } from "../../resources/inputs";

/** The EBS volumes of a launch template, a launch configuration or an instance; those of the image where an export reports them. */
export function launchedVolumes(launch: Inputs): Inputs[] {
  return [
    ...launch.list("blockDeviceMappings").flatMap((mapping) => mapping.list("ebs")),
    ...launch.listInForce("rootBlockDevice"),
    ...launch.listInForce("ebsBlockDevices"),
  ];
}
