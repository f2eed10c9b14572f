import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { resolverOf } from "../../../../../../failover/adapters/aws/preflight/public-dns";

/** A DNS server that answers every query with this response code and no record. */
async function dnsServer(code: number): Promise<{ socket: Socket; address: string }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port }) => {
    const answer = Buffer.from(query);
    answer[2] = 0x81;
    answer[3] = 0x80 | code;
    socket.send(answer, port, "127.0.0.1");
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { socket, address: `127.0.0.1:${(socket.address() as AddressInfo).port}` };
}

describe("failover/adapters/aws/preflight/public-dns", () => {
  const lookup = async (code: number) => {
    const { socket, address } = await dnsServer(code);
    try {
      return await resolverOf([address])("_a.example.com").catch((error: NodeJS.ErrnoException) => error.code);
    } finally {
      socket.close();
    }
  };

  it("finds nothing for a name that does not exist, or has no such record", async () => {
    expect(await lookup(3)).to.deep.equal([]);
    expect(await lookup(0)).to.deep.equal([]);
  });

  it("fails when the server does", async () => {
    expect(await lookup(5)).to.equal("EREFUSED");
  });
});
