// Writes the manifests for one host from manifest.source.json: the unified JSON package and the two XML manifests.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { unifiedManifest, unifiedTexts } from "./unified.mjs";
import { excelManifest, outlookManifest } from "./xml.mjs";
import { zip } from "./zip.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [host, out = join(here, "bin"), ...rest] = process.argv.slice(2);

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

const hostName = /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*(?::([0-9]{1,5}))?$/;
if (!host || rest.length > 0)
  refuse("Give the host under which the product is served, and optionally a folder: scripts/pack-manifest crm.example.com [OUT]");
const asWritten = hostName.exec(host.toLowerCase());
if (!asWritten || Number(asWritten[1] ?? 443) > 65535)
  refuse(`"${host}" is no host name: give it without https:// and without a path, such as crm.example.com or localhost:5001.`);

const source = JSON.parse(readFileSync(join(here, "manifest.source.json"), "utf8"));
const site = {
  ...source,
  host: host.toLowerCase(),
  url: page => `https://${host.toLowerCase()}${source.pages[page]}`,
  icon: size => `https://${host.toLowerCase()}${source.pages.icons.replace("{size}", String(size))}`,
};

const json = value => JSON.stringify(value, null, 2) + "\n";
const icon = name => readFileSync(join(here, "icons", name));
const packageFiles = {
  "manifest.json": json(unifiedManifest(site)),
  "ar-sa.json": json(unifiedTexts(site, "ar-sa")),
  "color.png": icon("icon-192.png"),
  "outline.png": icon("outline-32.png"),
};

const folder = resolve(out);
try {
  mkdirSync(join(folder, "unified"), { recursive: true });
  for (const [name, content] of Object.entries(packageFiles))
    writeFileSync(join(folder, "unified", name), content);
  writeFileSync(join(folder, "crm-unified.zip"), zip(packageFiles));
  writeFileSync(join(folder, "crm-outlook.xml"), outlookManifest(site));
  writeFileSync(join(folder, "crm-excel.xml"), excelManifest(site));
} catch (error) {
  refuse(`The manifests cannot be written to ${folder} (${error.code}): give a folder that may be written.`);
}

for (const name of ["crm-unified.zip", "crm-outlook.xml", "crm-excel.xml"])
  console.log(join(folder, name));
