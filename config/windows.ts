/** RDS's weekly and daily windows, in minutes since the week's or the day's begin, UTC. */

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAY = `(${DAYS.join("|")})`;

/** `hh:mm-hh:mm`, UTC. */
export const BACKUP_WINDOW = new RegExp(`^${TIME}-${TIME}$`);
/** `ddd:hh:mm-ddd:hh:mm`, UTC. */
export const MAINTENANCE_WINDOW = new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`);

/** A window that starts at a minute of its period and may extend beyond the period's end. */
export interface Window {
  readonly start: number;
  /** Minutes. */
  readonly length: number;
}

/** A daily window; undefined where the text has another form. */
export function backupWindow(text: string): Window | undefined {
  const match = BACKUP_WINDOW.exec(text);
  if (!match) return undefined;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  return between(fromHour * 60 + fromMinute, toHour * 60 + toMinute, DAY_MINUTES);
}

/** A weekly window; undefined where the text has another form. */
export function maintenanceWindow(text: string): Window | undefined {
  const match = MAINTENANCE_WINDOW.exec(text);
  if (!match) return undefined;
  const [, fromDay = "", fromHour, fromMinute, toDay = "", toHour, toMinute] = match;
  const minute = (day: string, hour = "", minutes = "") =>
    DAYS.indexOf(day as (typeof DAYS)[number]) * DAY_MINUTES + Number(hour) * 60 + Number(minutes);
  return between(minute(fromDay, fromHour, fromMinute), minute(toDay, toHour, toMinute), WEEK_MINUTES);
}

/**
 * The weekly windows of several regions, each on a day of its own, so that a maintenance never restarts the databases of two regions at the
 * same time. Whole days keep the distance to the daily backup window. A region's day depends on its name, so that adding a region keeps
 * the days of the others; only two regions whose names give the same day are separated by their order.
 */
export function staggeredWindows(text: string, regions: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  return new Map(
    regions.map((region) => {
      let offset = [...region].reduce((sum, character) => (3 * sum + character.charCodeAt(0)) % DAYS.length, 0);
      while (taken.has(offset) && taken.size < DAYS.length) offset = (offset + 1) % DAYS.length;
      taken.add(offset);
      return [region, daysLater(text, offset)];
    }),
  );
}

function daysLater(text: string, days: number): string {
  const later = (day: string) => DAYS[(DAYS.indexOf(day as (typeof DAYS)[number]) + days) % DAYS.length] ?? day;
  return text.replace(new RegExp(DAY, "g"), later);
}

/** Whether a daily and a weekly window share a minute. */
export function windowsOverlap(daily: Window, weekly: Window): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY_MINUTES + daily.start;
    // The same window a week earlier and later covers what extends beyond the week's end.
    return [-WEEK_MINUTES, 0, WEEK_MINUTES].some(
      (shift) => start + shift < weekly.start + weekly.length && weekly.start < start + shift + daily.length,
    );
  });
}

function between(start: number, end: number, period: number): Window {
  return { start, length: (end - start + period) % period };
}
