// Drives the real window: a virtual display, WebKitWebDriver and a small
// client for the W3C WebDriver protocol. Nothing beside Node is needed.
//
// Everything started here is in a process group of its own, which is killed at
// the end: the program is known to outlive its driver now and then.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The programs under test. */
export const PROGRAM = process.env.BACKFILE ?? join(ROOT, "target/debug/backfile");
export const TERMINAL = process.env.BACKFILE_CLI ?? join(ROOT, "target/debug/backfile-cli");

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE = 20_000;

/** The code points WebDriver uses for keys without a character. */
export const KEY = {
  enter: "\uE007",
  escape: "\uE00C",
  tab: "\uE004",
  up: "\uE013",
  down: "\uE015",
  left: "\uE012",
  right: "\uE014",
  control: "\uE009",
  shift: "\uE008",
  alt: "\uE00A",
  f2: "\uE032",
  delete: "\uE017",
};

/** Returns what `question` answers once that is truthy; fails after `patience` ms. */
export async function until(question, what, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) assert.fail(`waited in vain until ${what}; last: ${last}`);
    await pause(30);
  }
}

/** A folder that is gone when the tests end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "backfile-window-"));
  process.on("exit", () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      console.error(`${folder} stays: ${error.message}`);
    }
  });
  return folder;
}

/** Starts a program in a group of its own that ends with the tests. */
function start(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  const kill = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  process.on("exit", kill);
  // What still runs when the tests are over must not keep them from ending.
  child.unref();
  child.on("error", (error) => console.error(`${command}: ${error.message}`));
  return { child, kill };
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

let display;

/** The virtual display, started when first needed. */
async function virtualDisplay(folder) {
  if (display) return display;
  const file = join(folder, "display");
  const out = openSync(file, "w");
  start("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"], {
    stdio: ["ignore", out, "ignore"],
  });
  closeSync(out);
  const number = await until(() => readFileSync(file, "utf8").trim(), "the virtual display is up");
  display = `:${number}`;
  return display;
}

/** Starts a session bus, which starts what screen readers need, and returns its address. */
export async function sessionBus() {
  const folder = temporaryFolder();
  const file = join(folder, "address");
  const out = openSync(file, "w");
  const env = { ...process.env, XDG_RUNTIME_DIR: folder };
  start("dbus-daemon", ["--session", "--nofork", "--print-address=1"], { env, stdio: ["ignore", out, "ignore"] });
  closeSync(out);
  return until(() => readFileSync(file, "utf8").trim(), "the bus is up");
}

async function call(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/**
 * Opens the window on the data folder `archive`, importing `paths`, and
 * returns a client for it. `home` holds settings and caches. With `early` it
 * answers while a page is still loading; on `bus` it speaks to screen readers.
 */
export async function openWindow({ archive, paths = [], home = temporaryFolder(), args = [], early = false, bus }) {
  const folder = temporaryFolder();
  const port = await freePort();
  const log = openSync(join(folder, "driver.log"), "w");
  const env = {
    ...process.env,
    DISPLAY: await virtualDisplay(folder),
    TAURI_WEBVIEW_AUTOMATION: "true",
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
    // A window of another session must neither be found nor be raised, and no bus be started that would stay.
    DBUS_SESSION_BUS_ADDRESS: bus ?? "unix:path=/nonexistent",
  };
  delete env.WAYLAND_DISPLAY;
  if (!bus) env.NO_AT_BRIDGE = "1";
  const driver = start("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { env, stdio: ["ignore", log, log] });
  closeSync(log);
  const base = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${base}/status`)).ok, "the driver answers");
  const options = { binary: PROGRAM, args: [...(archive ? ["--archive", archive] : []), ...args, ...paths] };
  const capabilities = { alwaysMatch: { pageLoadStrategy: early ? "none" : "normal", "webkitgtk:browserOptions": options } };
  const session = await call("POST", `${base}/session`, { capabilities });
  const window = new WindowClient(`${base}/session/${session.sessionId}`, driver, folder);
  await window.see("#app > *");
  return window;
}

/** A window, as a person sees and uses it. */
export class WindowClient {
  #url;
  #driver;
  #folder;

  constructor(url, driver, folder) {
    this.#url = url;
    this.#driver = driver;
    this.#folder = folder;
  }

  #post(path, body) {
    return call("POST", `${this.#url}/${path}`, body);
  }

  /** What the driver and the program said. */
  said() {
    return readFileSync(join(this.#folder, "driver.log"), "utf8");
  }

  /** Runs JavaScript in the page and returns its value. */
  run(script, ...args) {
    return this.#post("execute/sync", { script, args });
  }

  /** Whether something that matches is drawn. */
  async shows(css) {
    return this.run(
      `return [...document.querySelectorAll(arguments[0])].some((element) => {
         const box = element.getBoundingClientRect();
         return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
       })`,
      css,
    );
  }

  /** Waits until something that matches is drawn. */
  see(css, patience) {
    return until(() => this.shows(css), `${css} is drawn`, patience);
  }

  /** Waits until nothing that matches is drawn. */
  seeNo(css, patience) {
    return until(async () => !(await this.shows(css)), `${css} is gone`, patience);
  }

  /** The words of the first match, white space folded. */
  text(css) {
    return this.run(
      `return document.querySelector(arguments[0])?.textContent.replace(/\\s+/gu, " ").trim() ?? null`,
      css,
    );
  }

  /** The words of every match. */
  texts(css) {
    return this.run(
      `return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.replace(/\\s+/gu, " ").trim())`,
      css,
    );
  }

  /** Opens the page of the name that `words` find in the palette. */
  async openPage(words) {
    await this.press([KEY.control, "k"]);
    await this.see("[data-testid=palette] input");
    await this.type(words);
    await until(async () => (await this.texts("[data-testid=palette] [role=option] .label"))[0] === words, `${words} is found`);
    await this.press(KEY.enter);
    await this.reads("[data-entity-page] h1", new RegExp(`^${words.replaceAll(/[()]/gu, "\\$&")}$`, "u"));
  }

  /** Waits until the words of the first match fit `pattern`. */
  async reads(css, pattern, patience) {
    return until(async () => pattern.test((await this.text(css)) ?? ""), `${css} reads ${pattern}`, patience);
  }

  /** The place of the first match in the window. */
  box(css) {
    return this.run(
      `const box = document.querySelector(arguments[0])?.getBoundingClientRect();
       return box ? { top: box.top, left: box.left, width: box.width, height: box.height } : null`,
      css,
    );
  }

  async #find(css) {
    await this.see(css);
    return (await this.#post("element", { using: "css selector", value: css }))[ELEMENT];
  }

  /** Clicks the first match. */
  async click(css) {
    // A row that is drawn this moment may take part in the next frame only.
    await until(async () => {
      await this.#post(`element/${await this.#find(css)}/click`, {});
      return true;
    }, `${css} can be clicked`);
  }

  /** Moves the pointer over the first match. */
  async point(css) {
    const origin = { [ELEMENT]: await this.#find(css) };
    const actions = [{ type: "pointerMove", duration: 0, origin, x: 0, y: 0 }];
    await this.#post("actions", { actions: [{ type: "pointer", id: "mouse", actions }] });
  }

  /** Presses keys one after the other; each may be a chord such as `[KEY.control, "k"]`. */
  async press(...keys) {
    const actions = keys.flatMap((key) => {
      const chord = [key].flat();
      return [
        ...chord.map((value) => ({ type: "keyDown", value })),
        ...chord.toReversed().map((value) => ({ type: "keyUp", value })),
      ];
    });
    await this.#post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Types words where the focus is. */
  async type(words) {
    await this.press(...words);
  }

  /** Selects the first place of `words` inside the first match, as a pointer would. */
  async select(css, words) {
    const found = await this.run(
      `const root = document.querySelector(arguments[0]);
       const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
       const nodes = [];
       while (walker.nextNode()) nodes.push(walker.currentNode);
       const whole = nodes.map((node) => node.data).join("");
       const start = whole.indexOf(arguments[1]);
       if (start < 0) return false;
       const place = (offset) => {
         let at = 0;
         for (const node of nodes) {
           if (offset <= at + node.length) return [node, offset - at];
           at += node.length;
         }
       };
       const range = document.createRange();
       range.setStart(...place(start));
       range.setEnd(...place(start + arguments[1].length));
       getSelection().removeAllRanges();
       getSelection().addRange(range);
       return true`,
      css,
      words,
    );
    assert.ok(found, `“${words}” stands in ${css}`);
  }

  /** Sets the size of the window's contents as near as the display allows. */
  async resize(width, height) {
    await this.#post("window/rect", { width, height, x: 0, y: 0 });
  }

  /** Writes a picture of the window to `file`. */
  async picture(file) {
    writeFileSync(file, Buffer.from(await call("GET", `${this.#url}/screenshot`), "base64"));
  }

  /** Ends the program and all that was started for it. */
  async close() {
    try {
      await call("DELETE", this.#url);
    } catch {
      // It may have ended by itself.
    }
    this.#driver.kill();
    await until(() => this.#driver.child.exitCode !== null || this.#driver.child.signalCode !== null, "the driver ended");
  }
}
