// Articles that are nearly the same are linked with each other.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEY, openWindow, temporaryFolder } from "./driver.mjs";
import { archiveOf } from "./sources.mjs";

const BODY =
  "The ferry office of Corrow closed the crossing to Orrin on Thursday night after waves of four metres broke over the quay. Nobody was hurt. The boats will leave again when the wind drops below forty knots, the office said, and tickets stay valid for a month.";

let window;

before(async () => {
  const wire = join(temporaryFolder(), "wire.jsonl");
  const records = [
    { id: 1, headline: "Ferry stopped by storm", source: "Coast Wire", date: "2021-11-04", body: BODY },
    { id: 2, headline: "Storm shuts ferry", source: "Corrow Herald", date: "2021-11-05", body: BODY },
    { id: 4, headline: "Ferry notice", source: "Quay Gazette", body: BODY },
    { id: 3, headline: "Council meets", source: "Corrow Herald", date: "2021-11-06", body: "The council of Orrin put off its vote on the new road." },
  ];
  writeFileSync(wire, records.map((record) => JSON.stringify(record)).join("\n"));
  window = await openWindow({ archive: archiveOf(wire) });
  await window.see("[data-testid=library-view] [data-row]");
});
after(() => window?.close());

async function opens(headline) {
  await window.press([KEY.control, "k"]);
  await window.see("[data-testid=palette] input");
  await window.type(headline);
  await window.reads("[data-testid=palette] [role=option][aria-selected=true]", new RegExp(headline, "u"));
  await window.press(KEY.enter);
  await window.reads("[data-testid=headline]", new RegExp(headline, "u"));
}

test("an article says where nearly the same text stands, and that opens", async () => {
  await opens("Storm shuts ferry");
  await window.reads("[data-testid=alike]", /Nearly the same text:.*Coast Wire, .*2021.*Quay Gazette, \d+ % the same/su);
  await window.click("[data-testid=alike] button");
  await window.reads("[data-testid=headline]", /Ferry stopped by storm/u);
  await window.reads("[data-testid=alike]", /Corrow Herald/u);
  await window.reads("[data-pane=list] [data-row][tabindex='0'] .headline", /Ferry stopped by storm/u);
});

test("an article without its like says nothing of it", async () => {
  await opens("Council meets");
  assert.equal(await window.text("[data-testid=alike]"), null);
});
