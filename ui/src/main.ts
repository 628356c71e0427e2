import { mount } from "svelte";
import App from "./App.svelte";
import { connect } from "./lib/backend";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";

async function start(target: HTMLElement): Promise<void> {
  mount(App, { target, props: { backend: await connect() } });
}

const target = document.getElementById("app");
if (target) void start(target);
