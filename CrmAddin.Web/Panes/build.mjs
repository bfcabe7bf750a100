// Bundles the panes, the pages and the previews into wwwroot/assets, and keeps each pane within its budget.
import { build } from "esbuild";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const panes = path.dirname(fileURLToPath(import.meta.url));
const web = path.dirname(panes);
const assets = path.join(web, "wwwroot", "assets");
const icons = path.join(path.dirname(web), "addin-manifest", "icons");

const budgetKilobytes = { "outlook.js": 90, "excel.js": 90 };
const iconSizes = [16, 32, 64, 80, 128];

await rm(assets, { recursive: true, force: true });
await mkdir(path.join(assets, "icons"), { recursive: true });
await bundle();
await copyIcons();
const failures = await checkSizes();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

async function bundle() {
  await build({
    entryPoints: {
      app: path.join(panes, "pages", "app.ts"),
      outlook: path.join(panes, "outlook", "outlook.ts"),
      excel: path.join(panes, "excel", "excel.ts"),
      crm: path.join(panes, "styles", "crm.css"),
      "preview/preview": path.join(web, "Preview", "preview.ts"),
    },
    outdir: assets,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
  // Office loads its script in the head and not as a module, so the stand-in is no module either.
  await build({
    entryPoints: { "preview/office": path.join(web, "Preview", "office.ts") },
    outdir: assets,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
}

async function copyIcons() {
  const missing = [];
  for (const size of iconSizes) {
    const name = `icon-${size}.png`;
    try {
      await cp(path.join(icons, name), path.join(assets, "icons", name));
    } catch {
      missing.push(name);
    }
  }
  if (missing.length > 0) console.warn(`addin-manifest/icons lacks ${missing.join(", ")}: pages and manifests show no icon until they are there.`);
}

async function checkSizes() {
  const tooLarge = [];
  for (const name of (await readdir(assets, { recursive: true })).filter((n) => /\.(js|css)$/.test(n)).sort()) {
    const kilobytes = gzipSync(await readFile(path.join(assets, name)), { level: 9 }).length / 1024;
    const budget = budgetKilobytes[name];
    console.log(`${name.padEnd(20)} ${kilobytes.toFixed(1).padStart(6)} KB compressed${budget ? `, budget ${budget}` : ""}`);
    if (budget && kilobytes > budget) tooLarge.push(`${name} is ${kilobytes.toFixed(1)} KB compressed and may have ${budget}. Import less in it.`);
  }
  return tooLarge;
}
