import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { installedPackage } from "./installed-package";

/** The copy of @pulumi/pulumi. */
const grpc = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js");

describe("the components' plugin of the installed package", () => {
  let folder: string;

  before(() => {
    folder = installedPackage();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("serves its schema when it is started as the Pulumi CLI does", async () => {
    const launcher = join(folder, "node_modules/@pulumi/pulumi/cmd/run-plugin");
    // The address of the engine, which is used to construct a component only.
    const args = [launcher, join(folder, "node_modules/pulumi-redoubt"), "127.0.0.1:1"];
    const plugin = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [port] = await once(createInterface(plugin.stdout), "line");
      const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
      const text = await new Promise<string>((resolve, reject) =>
        client.getSchema(new GetSchemaRequest(), (error, response) =>
          error ? reject(error) : resolve(response.getSchema()),
        ),
      );
      client.close();
      expect(Object.keys(JSON.parse(text).resources)).to.include("redoubt:index:MultiRegionBucket");
    } finally {
      plugin.kill();
    }
  });
});
