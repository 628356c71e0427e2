// Many short invented articles, so that lists are long enough to scroll.

import type { Story } from "./stories";

const outlets = ["The Northern Ledger", "Hask Courier", "Sunday Meridian", "Tern Island News", "Coastal Wire"];
const subjects: Array<[string, string]> = [
  ["Ferry to [l:tern|Tern Island] cancelled for a third day", "High water kept the boats in [l:hask|Hask]. {d:santos:said|“We go when the sea lets us,”} [p:santos|Rui Santos] said."],
  ["Herring landings fall for the fourth year", "Boats from [l:hask|Hask] landed a fifth less than a year ago. The [o:institute|Northern Water Institute] said {i:institute:said|warmer water was the likeliest cause}."],
  ["[o:council|Council] delays vote on the harbour budget", "The vote was put off by two weeks. {d:adeyemi:said|“Two weeks will not sink us,”} [p:adeyemi|Tunde Adeyemi] said."],
  ["[o:union|Dockworkers] walk out over night shifts", "[p:lindqvist|Signe Lindqvist] said {i:lindqvist:said|the offer was an insult to people who work in the dark}."],
  ["New tide gauge installed at [l:bay|Orrin Bay]", "The gauge reports every six minutes. {d:kaplan:said|“It is a thermometer for the sea,”} [p:kaplan|Ruth Kaplan] said."],
  ["[o:calder|Calder Marine] wins the dredging contract", "The company beat two others. [p:brandt|Elias Brandt] said {i:brandt:said|work would begin in April}."],
  ["Rail link to [l:hask|Hask] reopens after floods", "The first train left at six. {d:okonedo:said|“On time, and dry,”} the minister, [p:okonedo|Ines Okonedo], said."],
  ["Lighthouse keeper’s cottage sold to its last tenant", "The price was not made known. The cottage on [l:tern|Tern Island] has stood empty since spring."],
];

/** Makes `n` short articles, newest first. */
export function fillerStories(n: number): Story[] {
  return Array.from({ length: n }, (_, i) => {
    const [headline, body] = subjects[(i * 5) % subjects.length];
    return {
      headline,
      dek: "",
      byline: ["Staff"],
      dateline: null,
      published: dateOf(i),
      source: outlets[(i * 7 + Math.floor(i / 3)) % outlets.length],
      section: "Local",
      blocks: [["paragraph", body]],
    };
  });
}

/** Spreads articles over the months from December 2022 back, more of them in winter. */
function dateOf(i: number): string {
  const day = new Date(Date.UTC(2022, 11, 28));
  day.setUTCDate(day.getUTCDate() - i * 5 - Math.round(40 * Math.sin(i / 9)) - 40);
  return day.toISOString().slice(0, 10);
}
