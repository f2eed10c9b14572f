import { expect } from "chai";
import { DEFAULTS } from "../../../config/defaults";
import { failoverSettings } from "../../../config/failover-settings";
import { parseConfig } from "../../../config/parse";
import { configMap } from "../../support/preview";

describe("configuration defaults", () => {
  it("are what a configuration without settings gets", () => {
    const config = parseConfig(configMap({}));
    expect(config).to.deep.include({
      logRetentionDays: DEFAULTS.logRetentionDays,
      lease: DEFAULTS.lease,
      database: DEFAULTS.database,
      objective: DEFAULTS.objective,
    });
    expect(config.web).to.deep.equal(DEFAULTS.tier);
  });

  it("are accepted as settings", () => {
    const { tier, zones: _zones, generation: _generation, ...settings } = DEFAULTS;
    const written = { ...settings, web: tier, application: tier };
    expect(parseConfig(configMap(written))).to.deep.equal(parseConfig(configMap({})));
  });
});

describe("failover settings", () => {
  it("take lease duration and lag limit from the configuration", () => {
    const settings = failoverSettings({ lease: { seconds: 45, onSilence: "serve" }, database: { lagLimitSeconds: 7 } });
    expect(settings.lease).to.include({ leaseSeconds: 45, onSilence: "serve", renewSeconds: 5 });
    expect(settings.gate).to.deep.equal({
      maxLossSeconds: 7,
      clockSkewSeconds: 60,
      aliveSeconds: 60,
      beatSeconds: 5,
    });
  });
});
