import { expect } from "chai";
import { escapeHtml } from "../../../../readiness/render/escape-html";

describe("escapeHtml", () => {
  it("escapes all characters that end text or an attribute", () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).to.equal("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
  });
});
