import type { Rule } from "../rule";
import { kmsKeyRotation } from "./kms/kms-key-rotation";
import { rdsInstanceMultiAz } from "./rds/rds-instance-multi-az";
import { noWritesThroughOriginGroup } from "./regions/no-writes-through-origin-group";
import { s3BucketVersioning } from "./s3/s3-bucket-versioning";

/** Every rule of the pack, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  kmsKeyRotation,
  noWritesThroughOriginGroup,
  rdsInstanceMultiAz,
  s3BucketVersioning,
];
