import { expect } from "chai";
import { badge, number, table } from "../../../../readiness/render/page";

describe("table", () => {
  it("escapes text, aligns numbers, and labels each cell for narrow screens", () => {
    const html = table("A <caption>", ["Name", "Size"], [["a & b", number("3")]], "cards-when-narrow");
    expect(html)
      .to.include("A &lt;caption&gt;")
      .and.include('<td data-label="Name"><div>a &amp; b</div></td>')
      .and.include('<td data-label="Size" class="number"><div>3</div></td>')
      .and.include('<th scope="col" class="number">Size</th>');
  });
});

describe("badge", () => {
  it("has its meaning as text", () => {
    expect(badge("at risk", "warn")).to.equal('<span class="badge warn">at risk</span>');
  });
});
