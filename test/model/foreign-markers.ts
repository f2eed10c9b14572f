import type { Region } from "./schedule";
import type { SimulatedAws } from "./simulated-aws";
import type { Simulation } from "./simulation";

/** Between two markers of others, in milliseconds. */
const PAUSE = 1000;

/** Others write markers to the database that takes writes, and through its application. */
export function writeForeignMarkers(simulation: Simulation, aws: SimulatedAws): void {
  simulation.after(PAUSE, () => writeForeignMarkers(simulation, aws));
  const region = aws.lease.lastWriter as Region;
  if (aws.disturbances.healed || !aws.isWritable(region)) return;
  const database = aws.databases[region];
  database.markers.push({ value: "foreign", at: simulation.now });
  database.marker = "foreign";
}
