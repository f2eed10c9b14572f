import { EC2Client } from "@aws-sdk/client-ec2";
import { perRegion } from "./per-region";

export const ec2Client = perRegion((settings) => new EC2Client(settings));
