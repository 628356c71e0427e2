// An invented core for tests and for the window in a plain browser.
//
// `?fake=empty` gives an archive without articles, `?fake=error` one whose
// every question fails, `?fake=slow` one that answers late. `?place=` (JSON)
// and `?theme=` choose what is shown first.

import type { Backend } from "../backend";
import type { CommandError } from "../types";
import { fakeCorrections } from "./corrections";
import { fakeChecks } from "./checks";
import { fakeReader } from "./reader";
import { fakeLists } from "./lists";
import { fakeImports } from "./imports";
import { World } from "./world";

/** Returns the invented core that `options` describe. */
export function fakeBackend(options = new URLSearchParams()): Backend {
  const mode = options.get("fake");
  const world = new World(mode === "empty" ? "empty" : "full", Number(options.get("articles") ?? 240));
  const place = options.get("place");
  if (place) world.uiState = `{"version":1,"index":0,"visits":[{"place":${place},"scroll":{},"selected":{}}]}`;
  world.settings.theme = options.get("theme") ?? world.settings.theme;
  const backend = { ...fakeLists(world), ...fakeReader(world), ...fakeCorrections(world), ...fakeChecks(world), ...fakeImports(world) };
  if (mode === "error") return failing(backend);
  if (mode === "slow") return late(backend, 1500);
  return backend;
}

const failure: CommandError = {
  code: "damaged",
  message: "The archive’s index is damaged. Your articles and bookmarks are safe; start Backfile again to rebuild it.",
  details: "cannot open segment 4f: unexpected end of file",
};

type Question = (...args: unknown[]) => Promise<unknown>;

function wrap(backend: Backend, change: (name: string, ask: Question) => Question): Backend {
  const entries = Object.entries(backend).map(([name, ask]) => [name, change(name, ask as Question)]);
  return Object.fromEntries(entries) as unknown as Backend;
}

function failing(backend: Backend): Backend {
  const fine = ["settings", "setSettings", "uiState", "setUiState", "painted", "onDrop", "onSecondStart", "onCommand", "onOpenArchive", "startupPaths", "recentArchives"];
  return wrap(backend, (name, ask) => (fine.includes(name) ? ask : () => Promise.reject(failure)));
}

function late(backend: Backend, milliseconds: number): Backend {
  return wrap(backend, (_name, ask) => async (...args) => {
    await new Promise((done) => setTimeout(done, milliseconds));
    return ask(...args);
  });
}
