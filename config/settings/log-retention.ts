import { z } from "zod";
import { LOG_RETENTION_DAYS } from "../aws/limits";

/** A retention period of CloudWatch Logs, days. */
export const logRetention = z.int().refine((days) => (LOG_RETENTION_DAYS as readonly number[]).includes(days), {
  error: ({ input }) => `CloudWatch Logs has no such retention period; use ${nearestRetention(Number(input))}`,
});

/** The retention periods below and above a number of days. */
function nearestRetention(days: number): string {
  const below = LOG_RETENTION_DAYS.findLast((each) => each < days);
  const above = LOG_RETENTION_DAYS.find((each) => each > days);
  return [below, above].filter((each) => each !== undefined).join(" or ");
}
