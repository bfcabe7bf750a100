// Draws the PNG icons from their SVG sources with Chromium; run again after a change of an SVG.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const work = mkdtempSync(join(tmpdir(), "icons-"));

// A canvas has exactly the size asked for, which a screenshot of a small window has not.
function draw(svg, size, png) {
  const source = readFileSync(join(here, svg), "utf8").replace("<svg ", `<svg width="${size}" height="${size}" `);
  const page = join(work, "icon.html");
  writeFileSync(page, `<!doctype html><body><script>
    const image = new Image();
    image.onload = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: ${size}, height: ${size} });
      canvas.getContext("2d").drawImage(image, 0, 0, ${size}, ${size});
      document.body.dataset.png = canvas.toDataURL("image/png");
    };
    image.src = "data:image/svg+xml;base64,${Buffer.from(source).toString("base64")}";
  </script></body>`);
  const dom = execFileSync(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    `--user-data-dir=${join(work, "profile")}`, "--virtual-time-budget=2000", "--dump-dom", `file://${page}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const drawn = /data-png="data:image\/png;base64,([^"]+)"/.exec(dom);
  if (!drawn)
    throw new Error(`Chromium drew nothing from ${svg}.`);
  writeFileSync(join(here, png), Buffer.from(drawn[1], "base64"));
}

for (const size of [16, 32, 64, 80, 128, 192])
  draw("icon.svg", size, `icon-${size}.png`);
draw("outline.svg", 32, "outline-32.png");
rmSync(work, { recursive: true, force: true });
