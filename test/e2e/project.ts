import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

/** What the cases change of the shipped configuration. */
export interface Settings {
  readonly activeRegion: string;
  readonly quarantined?: readonly string[];
  readonly protect?: boolean;
  readonly regions: Readonly<Record<string, { stack: string; cidr: string; database?: { generation: number } }>>;
}

export const east = "us-east-1";
export const west = "us-west-1";
export const domain = "example.com";

/** The shipped topology. */
export const shipped: Settings = {
  activeRegion: east,
  regions: { [east]: { stack: "prod", cidr: "10.10.0.0/16" }, [west]: { stack: "dr", cidr: "10.20.0.0/16" } },
};

/** A project of its own: the program is the checkout's, the configuration what a case says. */
export class TestProject {
  readonly file = join(mkdtempSync(join(tmpdir(), "redoubt-e2e-")), "Pulumi.yaml");

  configure(settings: Settings): void {
    const { regions, quarantined = [], protect = true, activeRegion } = settings;
    const config = {
      "redoubt:domain": domain,
      "redoubt:activeRegion": activeRegion,
      "redoubt:protect": protect,
      "redoubt:quarantined": { value: quarantined },
      "redoubt:leaseRegions": { value: ["us-east-1", "us-east-2", "us-west-2"] },
      "redoubt:regions": { value: regions },
    };
    const options = { refresh: "always" };
    writeFileSync(this.file, stringify({ name: "redoubt", runtime: "nodejs", options, config }));
  }
}
