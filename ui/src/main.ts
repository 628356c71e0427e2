import { mount } from "svelte";
import App from "./App.svelte";
import { connect } from "./lib/backend";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

/** How long the first view waits for its letters, in milliseconds. */
const PATIENCE = 400;

/** Loads the letters of the first view, so that its lines do not move when they come. */
async function letters(): Promise<void> {
  const all = ["400 16px 'Inter Variable'", "400 16px 'Source Serif 4 Variable'"].map((font) => document.fonts.load(font));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  // Without them the view is drawn in the system's letters.
  await Promise.race([Promise.allSettled(all), late]);
}

async function start(target: HTMLElement): Promise<void> {
  const [backend] = await Promise.all([connect(), letters()]);
  mount(App, { target, props: { backend } });
}

const target = document.getElementById("app");
if (target) void start(target);
