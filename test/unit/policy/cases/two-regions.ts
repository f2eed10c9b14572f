import type { Entry } from "./stack-export";

/* An active and a standby region with a key each. */
const KEY = "aws:kms/key:Key";
export const EAST = "us-east-1";
export const WEST = "us-west-2";
export const west = { region: WEST } as const;
export const arn = (region: string, name: string) => `arn:aws:kms:${region}:111122223333:key/${name}`;
export const keys: Entry[] = [
  [KEY, "ke", { enableKeyRotation: true }, { outputs: { arn: arn(EAST, "ke") } }],
  [KEY, "kw", { enableKeyRotation: true }, { ...west, outputs: { arn: arn(WEST, "kw") } }],
];
export const roles = { roles: { [EAST]: "active", [WEST]: "standby" } };
