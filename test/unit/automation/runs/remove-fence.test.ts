import { expect } from "chai";
import { readDeployment } from "../../../../automation/deployment";
import { removeFence } from "../../../../automation/runs/remove-fence";
import { useDeployedProject, userErrorOf } from "../../../support/deployed-project";
import { inMemoryPorts, surroundingsOf } from "../../../support/in-memory-ports";

describe("automation/runs/remove-fence", () => {
  const files = useDeployedProject();

  async function unfence(region: string, made = inMemoryPorts("us-east-1", "us-west-1"), confirm = async () => {}) {
    const released: string[] = [];
    const release = made.ports.fencing.release;
    made.ports.fencing.release = async (name, epoch) => {
      await release(name, epoch);
      released.push(`${name} ${epoch}`);
    };
    const system = await readDeployment({ project: files.project, outputs: files.outputs });
    const result = await removeFence(system, { region, confirm }, surroundingsOf(made)).catch((error: Error) => error);
    return { result, released };
  }

  it("removes a region's fence in the epoch of the lease, after the confirmation", async () => {
    expect(await unfence("us-west-1")).to.deep.equal({
      result: { region: "us-west-1", epoch: 1, active: "us-east-1" },
      released: ["us-west-1 1"],
    });
    const declined = await unfence("us-west-1", undefined, () => Promise.reject(new Error("no")));
    expect(declined.released).to.deep.equal([]);
  });

  it("refuses a former primary, whose fence the controller would set again", async () => {
    const made = inMemoryPorts("us-west-1", "us-east-1");
    made.world.lease = { ...made.world.lease, quarantined: ["us-east-1"] };
    const { result, released } = await unfence("us-east-1", made);
    expect(String(result)).to.match(/us-east-1: stays fenced: .*redoubt failback --to us-east-1$/);
    expect(released).to.deep.equal([]);
  });

  it("refuses while a run holds writes, and reports a region that does not answer", async () => {
    const made = inMemoryPorts("us-east-1", "us-west-1");
    made.world.lease = { ...made.world.lease, writes: "held" };
    expect(String((await unfence("us-east-1", made)).result)).to.match(/a run holds writes \(epoch 1\)/);
    made.world.lease = { ...made.world.lease, writes: "open" };
    made.ports.fencing.release = () => Promise.reject(new Error("timed out"));
    expect(String((await unfence("us-east-1", made)).result)).to.match(
      /us-east-1: not released: timed out; run the same command again$/,
    );
  });

  it("names the regions of the topology when the region is none of them", async () => {
    const system = await readDeployment({ project: files.project, outputs: files.outputs });
    expect(await userErrorOf(() => removeFence(system, { region: "mars-1" }))).to.equal(
      "--region: got mars-1, which is not in the topology; name one of us-east-1, us-west-1",
    );
  });
});
