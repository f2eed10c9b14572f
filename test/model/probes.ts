import type { ProbesPort } from "../../failover/protocol/ports";
import type { Process } from "./process";
import type { Region } from "./schedule";

/** Requests to the application need no credentials of AWS. */
export function probes(process: Process): ProbesPort {
  const { aws } = process;
  return {
    write: (via, marker) =>
      process.call(() => {
        const state = via === "edge" ? aws.anyEdge() : { ...aws.store, active: process.reach(via.region) };
        const region = aws.clients.writeThrough(state);
        if (region === null) throw new Error("503");
        aws.databases[region].marker = marker;
        return { region };
      }),
    read: (via) =>
      process.call(() => {
        const region = (via === "edge" ? aws.anyEdge().active : via.region) as Region;
        if (aws.isAway(region)) throw new Error("504");
        const { marker } = aws.databases[region];
        if (marker !== null) aws.verified.add(`${region} ${marker}`);
        return { region, marker };
      }),
  };
}
