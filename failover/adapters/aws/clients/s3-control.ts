import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { perRegion } from "./per-region";

export const s3ControlClient = perRegion((settings) => new S3ControlClient(settings));
