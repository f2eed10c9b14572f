import type { AccountParts } from "./parts";
import { quotaOf } from "./quota";

/** Concurrent executions of Lambda functions (Service Quotas, AWS Lambda). */
const CONCURRENCY = { ServiceCode: "lambda", QuotaCode: "L-B99A9384" };
/** Executions that must stay unreserved (Lambda Developer Guide, reserved concurrency). */
const UNRESERVED = 100;
/** Executions that the failover functions of a region reserve (components/failover/failover-controller.ts). */
const RESERVED = 7;

/** Whether the account's Lambda concurrency allows the configured reservations. New accounts have 10 and cannot reserve any. */
export async function lambdaConcurrency({ clients, region, reservedConcurrency }: AccountParts): Promise<string> {
  const quota = await quotaOf(clients.serviceQuotas(region), CONCURRENCY, region);
  const found = `${quota} concurrent executions in ${region}`;
  if (!reservedConcurrency) return `${found}; none is reserved`;
  if (quota >= UNRESERVED + RESERVED) return `${found}; ${RESERVED} are reserved`;
  throw new Error(
    `${found}: ${RESERVED} cannot be reserved, because ${UNRESERVED} must stay unreserved; set controllers.reservedConcurrency: false, or request a higher quota (${CONCURRENCY.QuotaCode})`,
  );
}
