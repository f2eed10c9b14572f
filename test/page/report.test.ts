import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { type Browser, chromium, type Page } from "playwright-core";
import { drawDiagram } from "../../readiness/diagram/draw";
import { renderHtml } from "../../readiness/render/html";
import type { Settings } from "../support/preview";
import { fourRegions, reportOf } from "../support/report";

/** Paths of Debian's package. */
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

/** Visible texts with a contrast below the WCAG minimum: 4.5:1, or 3:1 for large text. */
const findFaintText = `(() => {
  const channel = (value) => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
  const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const colour = (text) => { const parts = (text.match(/[\\d.]+/g) ?? []).map(Number); return parts.length < 3 || parts[3] === 0 ? undefined : parts; };
  const behind = (element) => { for (let at = element; at; at = at.parentElement) { const found = colour(getComputedStyle(at).backgroundColor); if (found) return found; } return [255, 255, 255]; };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg, style") || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(colour(style.color)), luminance(behind(element))].sort((one, other) => other - one);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(walker.currentNode.data.trim() + " " + ratio.toFixed(2));
  }
  return [...new Set(faint)];
})()`;

describe("the readiness page in a browser", () => {
  let browser: Browser;
  let folder: string;

  before(async function () {
    if (!executablePath) {
      process.stderr.write("    skipped: Chromium is not installed (Debian package: chromium)\n");
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    folder = mkdtempSync(join(tmpdir(), "redoubt-page-"));
    for (const [name, settings] of Object.entries({ two: {}, four: fourRegions } satisfies Record<string, Settings>)) {
      const report = await reportOf(settings);
      const html = renderHtml(report, { svg: await drawDiagram(report.diagram), base: "../" });
      writeFileSync(join(folder, `${name}.html`), html);
    }
  });

  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, size: keyof typeof sizes, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.newPage({ viewport: sizes[size], colorScheme });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return page;
  }

  for (const name of ["two", "four"]) {
    for (const size of ["desktop", "phone"] as const) {
      for (const scheme of ["light", "dark"] as const) {
        it(`is readable: ${name} regions, ${size}, ${scheme}`, async () => {
          const page = await open(name, size, scheme);
          const errors: string[] = [];
          page.on("console", (message) => errors.push(message.text()));
          page.on("pageerror", (error) => errors.push(error.message));
          await page.evaluate("for (const all of document.querySelectorAll('details')) all.open = true");
          expect(await page.evaluate(findFaintText)).to.deep.equal([]);
          const wide = await page.evaluate("document.documentElement.scrollWidth");
          expect(wide, "the page does not scroll horizontally").to.be.at.most(sizes[size].width);
          if (size === "phone") await page.locator("#full-size").check();
          const small = await page.locator("#diagram svg[role=group] .label").first().boundingBox();
          expect(small?.height, "labels in the diagram").to.be.at.least(10);
          const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
          expect(ground).to.equal(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(18, 22, 28)");
          expect(errors).to.deep.equal([]);
          await page.close();
        });
      }
    }
  }

  it("keeps every badge of the summary inside its card, whatever the width of the window", async () => {
    const page = await open("two", "desktop", "light");
    for (const width of [360, 800, 1000, 1120, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(
        "[...document.querySelectorAll('.cards li')].filter((card) => card.scrollWidth > card.clientWidth).map((card) => card.textContent)",
      );
      expect(wide, `${width} pixels`).to.deep.equal([]);
    }
    await page.close();
  });

  it("makes no network request", async () => {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(join(folder, "two.html")).href);
    expect(requests).to.have.length(1);
    await page.close();
  });

  it("lists the resources of a part selected by pointer or keyboard", async () => {
    const page = await open("two", "desktop", "light");
    const details = page.locator("#part-us-west-1-database");
    expect(await details.isVisible()).to.equal(false);
    await page.locator('a.part[href="#part-us-west-1-database"]').click();
    expect(await details.isVisible()).to.equal(true);
    expect(await details.textContent())
      .to.include("multiAz true")
      .and.include("replicateSourceDb arn:aws:rds:us-east-1");
    await details.getByText("close").click();
    expect(await details.isVisible()).to.equal(false);
    await page.locator('a.part[href="#part-edge-distribution"]').focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#part-edge-distribution").isVisible()).to.equal(true);
    await page.close();
  });

  it("links to every section and expands details", async () => {
    const page = await open("two", "phone", "dark");
    for (const link of await page.locator("nav a").all()) {
      await link.click();
      const id = (await link.getAttribute("href")) ?? "";
      const box = await page.locator(id).boundingBox();
      expect(Math.abs(box?.y ?? Number.NaN), id).to.be.below(sizes.phone.height);
    }
    const folded = page.locator("#policies details");
    expect(await folded.locator("table").isVisible()).to.equal(false);
    await folded.locator("summary").click();
    expect(await folded.locator("table").isVisible()).to.equal(true);
    await page.close();
  });

  it("has no overlapping labels in the diagram", async () => {
    const page = await open("four", "desktop", "light");
    const clashes = await page.evaluate(`(() => {
      const words = [...document.querySelectorAll("#diagram svg[role=group] text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      return words.flatMap((one, index) => words.slice(index + 1)
        .filter(({ box }) => one.box.left < box.right - 1 && box.left < one.box.right - 1 && one.box.top < box.bottom - 3 && box.top < one.box.bottom - 3)
        .map((other) => one.text + " / " + other.text));
    })()`);
    expect(clashes).to.deep.equal([]);
    await page.close();
  });

  it("shows the whole diagram on a phone, and scrolls it at full size on demand", async () => {
    const page = await open("two", "phone", "light");
    const diagram = page.locator("#diagram svg[role=group]");
    const [whole, canvas] = [await diagram.boundingBox(), await page.locator("#diagram .canvas").boundingBox()];
    expect(whole?.width).to.be.at.most(canvas?.width ?? 0);
    expect(whole?.height).to.be.at.most(sizes.phone.height);
    await page.getByText("Full size").click();
    expect((await diagram.boundingBox())?.width).to.be.greaterThan(sizes.phone.width);
    await page.close();
  });

  it("has no label on a line of the diagram", async () => {
    for (const name of ["two", "four"]) {
      const page = await open(name, "desktop", "light");
      const crossed = await page.evaluate(`(() => {
        const svg = document.querySelector("#diagram svg[role=group]");
        const points = [...svg.querySelectorAll("path.path")].flatMap((line) => {
          const toScreen = line.getScreenCTM();
          return Array.from({ length: Math.ceil(line.getTotalLength()) }, (_, at) => line.getPointAtLength(at).matrixTransform(toScreen));
        });
        return [...svg.querySelectorAll("text")].filter((text) => {
          const box = text.getBoundingClientRect();
          return points.some(({ x, y }) => x > box.left + 1 && x < box.right - 1 && y > box.top + 2 && y < box.bottom - 2);
        }).map((text) => text.textContent);
      })()`);
      expect(crossed, name).to.deep.equal([]);
      await page.close();
    }
  });

  it("prints on white, without the navigation", async () => {
    const page = await open("two", "desktop", "dark");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).to.equal(false);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).to.equal("rgb(255, 255, 255)");
    expect((await page.pdf({ format: "A4" })).length).to.be.greaterThan(10_000);
    await page.close();
  });
});
