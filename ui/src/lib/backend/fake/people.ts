// The invented people, organisations and places of the invented articles.

import type { KindView } from "../types";

export interface Person {
  name: string;
  kind: KindView;
  aliases: string[];
  roles: string[];
}

export const people: Record<string, Person> = {
  voss: { name: "Marit Voss", kind: "person", aliases: ["Voss", "Ms Voss"], roles: ["harbour master of Orrin Bay", "chief engineer"] },
  adeyemi: { name: "Tunde Adeyemi", kind: "person", aliases: ["Adeyemi"], roles: ["mayor of Orrin Bay", "then-councillor"] },
  kaplan: { name: "Ruth Kaplan", kind: "person", aliases: ["Kaplan", "Professor Kaplan"], roles: ["hydrologist"] },
  okonedo: { name: "Ines Okonedo", kind: "person", aliases: ["Okonedo"], roles: ["transport minister"] },
  brandt: { name: "Elias Brandt", kind: "person", aliases: ["Brandt"], roles: ["spokesman for Calder Marine"] },
  lindqvist: { name: "Signe Lindqvist", kind: "person", aliases: ["Lindqvist"], roles: ["union secretary"] },
  moreau: { name: "Jeanne Moreau-Petit", kind: "person", aliases: ["Moreau-Petit"], roles: ["theatre director"] },
  santos: { name: "Rui Santos", kind: "person", aliases: ["Santos"], roles: ["ferry captain"] },
  calder: { name: "Calder Marine", kind: "organisation", aliases: ["Calder"], roles: [] },
  council: { name: "Orrin Bay Council", kind: "organisation", aliases: ["the council"], roles: [] },
  institute: { name: "Northern Water Institute", kind: "organisation", aliases: ["the institute"], roles: [] },
  union: { name: "Dockworkers’ Union", kind: "organisation", aliases: ["the union"], roles: [] },
  bay: { name: "Orrin Bay", kind: "place", aliases: [], roles: [] },
  tern: { name: "Tern Island", kind: "place", aliases: [], roles: [] },
  hask: { name: "Hask", kind: "place", aliases: [], roles: [] },
};
