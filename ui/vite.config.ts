/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    target: "safari16",
    cssTarget: "safari18",
    outDir: "dist",
    emptyOutDir: true,
    // The CSP allows fonts and pictures from the program only, so nothing may be inlined as data:.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: { environment: "jsdom", setupFiles: ["./vitest-setup.ts"], include: ["src/**/*.test.ts"], css: { include: [/\/src\/styles\//] } },
});
