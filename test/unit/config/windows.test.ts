import { expect } from "chai";
import fc from "fast-check";
import { KNOWN_REGIONS } from "../../../config/aws/regions";
import {
  backupWindow,
  maintenanceWindow,
  staggeredWindows,
  type Window,
  windowsOverlap,
} from "../../../config/windows";

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const two = (number: number) => String(number).padStart(2, "0");
const time = (minute: number) => `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
const dayTime = (minute: number) =>
  `${["mon", "tue", "wed", "thu", "fri", "sat", "sun"][Math.floor((minute % WEEK) / DAY)]}:${time(minute)}`;

describe("windows", () => {
  it("are read as start and length, also beyond the end of their period", () => {
    expect(backupWindow("23:45-00:15")).to.deep.equal({ start: 23 * 60 + 45, length: 30 });
    expect(maintenanceWindow("sun:23:00-mon:01:00")).to.deep.equal({ start: 6 * DAY + 23 * 60, length: 120 });
    expect(backupWindow("7:00-8:00")).to.equal(undefined);
    expect(maintenanceWindow("mon:07:00-08:00")).to.equal(undefined);
  });

  it("overlap exactly where they share a minute", () => {
    const minutes = ({ start, length }: Window, period: number) =>
      new Set(Array.from({ length }, (_, index) => (start + index) % period));
    fc.assert(
      fc.property(
        fc.nat(DAY - 1),
        fc.integer({ min: 1, max: 600 }),
        fc.nat(WEEK - 1),
        fc.integer({ min: 1, max: 600 }),
        (dailyStart, dailyLength, weeklyStart, weeklyLength) => {
          const daily = backupWindow(`${time(dailyStart)}-${time(dailyStart + dailyLength)}`);
          const weekly = maintenanceWindow(`${dayTime(weeklyStart)}-${dayTime(weeklyStart + weeklyLength)}`);
          if (!daily || !weekly) throw new Error("a window could not be read");
          const inDay = minutes(daily, DAY);
          const shared = [...minutes(weekly, WEEK)].some((minute) => inDay.has(minute % DAY));
          expect(windowsOverlap(daily, weekly)).to.equal(shared);
        },
      ),
    );
  });

  it("gives every region a weekly window on a day of its own", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...KNOWN_REGIONS), { minLength: 1, maxLength: 7 }), (regions) => {
        const windows = staggeredWindows("sun:23:00-mon:01:00", regions);
        expect(new Set(windows.values()).size).to.equal(regions.length);
        for (const window of windows.values()) expect(window).to.match(/^...:23:00-...:01:00$/);
      }),
    );
  });

  it("keeps the windows of the regions that exist when one with another day is added before them", () => {
    const before = staggeredWindows("sun:09:00-sun:10:00", ["us-east-1", "us-west-1"]);
    const after = staggeredWindows("sun:09:00-sun:10:00", ["eu-west-1", "us-east-1", "us-west-1"]);
    for (const [region, window] of before) expect(after.get(region)).to.equal(window);
  });
});
