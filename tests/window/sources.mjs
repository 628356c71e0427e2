// Invented sources for the tests of the window.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, TERMINAL, temporaryFolder } from "./driver.mjs";

/** The sample articles. */
export const SAMPLES = join(ROOT, "articles");

const TOWNS = ["Alder Bay", "Brackwater", "Corrow", "Dunmere", "Eastholt", "Fennick", "Garrowby"];
const SUBJECTS = ["ferry", "library", "bakery", "orchard", "lighthouse", "tram", "reservoir", "market"];

/** Writes `n` small articles into a new folder and returns it. */
export function manyArticles(n) {
  const folder = join(temporaryFolder(), "wire");
  mkdirSync(folder);
  for (let i = 0; i < n; i += 1) {
    const town = TOWNS[i % TOWNS.length];
    const subject = SUBJECTS[i % SUBJECTS.length];
    const day = `${2010 + (i % 10)}-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`;
    writeFileSync(
      join(folder, `${String(i).padStart(4, "0")}.md`),
      `---\ntitle: The ${subject} of ${town}, report ${i}\ndate: ${day}\nsource: The Corrow Herald\n---\n\n` +
        `The ${subject} of ${town} opened again on its ${i}th day, to the surprise of nobody.\n\n` +
        `“We never doubted it,” said Maren Oduya, who keeps the ${subject}. “People will come.”\n`,
    );
  }
  return folder;
}

/** Writes articles, each a list of paragraphs by its file's name, into a new folder and returns it. */
export function folderOf(articles) {
  const folder = join(temporaryFolder(), "sources");
  mkdirSync(folder);
  for (const [name, paragraphs] of Object.entries(articles)) writeFileSync(join(folder, name), paragraphs.join("\n\n"));
  return folder;
}

/** Makes an archive of `paths` with the terminal program and returns its data folder. */
export function archiveOf(...paths) {
  const archive = join(temporaryFolder(), "archive");
  terminal(archive, "import", ...paths);
  return archive;
}

/** Runs the terminal program on `archive` and returns its answer. */
export function terminal(archive, ...args) {
  const [command, ...rest] = args;
  const said = execFileSync(TERMINAL, [command, "--archive", archive, "--json", ...rest], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 << 20,
  });
  return JSON.parse(said);
}
