import { awsPorts } from "../../failover/adapters/aws";
import { systemClock } from "../../failover/run/system-clock";
import { ApplicationServer } from "./application-server";
import { lostFor } from "./beats";
import { active, deploySystem, standby } from "./deployment";

/** A newly deployed system with its application, whose active region commits no beat, so that a failover needs no force. */
export async function deployWithApplication() {
  const application = await ApplicationServer.start((from) => (from === active ? [standby] : []));
  const deployment = await deploySystem(application.url);
  await lostFor(deployment, 170);
  const ports = awsPorts(deployment, standby, { clock: systemClock });
  application.edge = ports.edge;
  await ports.edge.write({ active, epoch: 1, reads: "failover", writes: "open" });
  await ports.routes.switchTo(active, standby, 1);
  return { application, deployment, ports };
}
