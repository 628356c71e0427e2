// The invented core's answers about many articles, entities, quotations and bookmarks.

import { isSaidBy, speakersOf } from "../../speakers";
import type { Backend } from "../backend";
import type { CompanionView, EntityRow, JoinView, MonthCount, NameCount, NamedView, QuotationView } from "../types";
import { entityId, entityRef, findAll, rowOf, type FakeArticle } from "./archive";
import { people } from "./people";
import type { World } from "./world";

type Lists = Pick<Backend, "library" | "articles" | "search" | "entities" | "entity" | "entityCard" | "quotations" | "bookmarks" | "palette">;

/** Returns the answers that list things. */
export function fakeLists(world: World): Lists {
  return {
    library: async () => library(world),
    articles: async ({ outlet, month, entityId: id, starred, sort, offset = 0, limit = 100, request = 0 }) => {
      const found = world.articles.filter(
        ({ view }) =>
          (outlet === undefined || view.source === outlet) &&
          (month === undefined || (view.published ?? "").startsWith(month)) &&
          (id === undefined || view.entities.some((entity) => entity.id === id)) &&
          (!starred || view.starred),
      );
      const rows = byDate(found, sort).slice(offset, offset + limit).map((article) => rowOf(article));
      return { request, total: found.length, rows };
    },
    search: async ({ query, sort, offset = 0, limit = 50, request = 0 }) => {
      const { words, outlet, month, name, starred } = readQuery(query);
      const found = world.articles.filter(
        ({ view, text }) =>
          (!outlet || view.source === outlet) &&
          (!starred || view.starred) &&
          (!month || (view.published ?? "").startsWith(month)) &&
          (!name || view.entities.some((entity) => entity.name === name)) &&
          words.every((word) => findAll(text, [word]).length > 0),
      );
      const sorted = sort === "newest" || sort === "oldest" ? byDate(found, sort) : found;
      return {
        request,
        total: found.length,
        hits: sorted.slice(offset, offset + limit).map((article) => rowOf(article, words)),
        problems: problems(query),
        outlets: count(found.map(({ view }) => view.source)),
        months: months(found),
        named: namedBy(found),
        readAs: null,
      };
    },
    entities: async ({ kind, words = "", sort, offset = 0, limit = 100, request = 0 }) => {
      const found = entityRows(world).filter(
        (row) => (!kind || row.kind === kind) && findAll(row.name, [words.toLowerCase()]).length >= (words ? 1 : 0),
      );
      if (sort === "name") found.sort((a, b) => a.name.localeCompare(b.name));
      if (sort === "quotations") found.sort((a, b) => b.nQuotations - a.nQuotations);
      return { request, total: found.length, rows: found.slice(offset, offset + limit) };
    },
    entity: async (id) => {
      const key = keyOf(id);
      const naming = byDate(world.articles.filter(({ view }) => view.entities.some((entity) => entity.id === id)), "newest");
      const { name, aliases, roles } = people[key];
      return {
        row: world.entityRow(key),
        names: [name, ...aliases].map((used, i) => ({ name: used, n: Math.max(1, Math.round(naming.length / (i + 1))) })),
        roles: roles.map((words, i) => ({ words, first: i ? "2019" : "2021-03", last: i ? "2020" : "2024-05", n: 6 - i * 4 })),
        coverage: months(naming),
        spoken: months(naming.filter(({ view }) => view.quotations.some((quotation) => isSaidBy(quotation, id)))),
        nAbout: world.quotations().filter(({ about }) => about.some((other) => other.id === id)).length,
        articles: naming.slice(0, 200).map((article) => rowOf(article)),
        companions: companions(naming, id),
        joins: joins(key),
        apart: apart(key),
        yours: world.decided.get(key) ?? [],
      };
    },
    entityCard: async (id) => {
      const key = keyOf(id);
      const naming = world.articles.filter(({ view }) => view.entities.some((entity) => entity.id === id));
      const near = companions(naming, id).slice(0, 4).map(({ entity }) => entity);
      return { row: world.entityRow(key), roles: people[key].roles, companions: near, joins: joins(key), apart: apart(key), yours: world.decided.get(key) ?? [] };
    },
    quotations: async (asked) => {
      const words = (asked.words ?? "").toLowerCase().split(/\s+/).filter(Boolean);
      const found = world.quotations().filter(
        (quotation) =>
          words.every((word) => findAll(quotation.words, [word]).length > 0) &&
          (!asked.byId || isSaidBy(quotation, asked.byId)) &&
          (!asked.by || named(speakersOf(quotation).map(({ name }) => name), asked.by)) &&
          (!asked.aboutId || quotation.about.some(({ id }) => id === asked.aboutId)) &&
          (!asked.about || named(quotation.about.map(({ name }) => name), asked.about)) &&
          (!asked.ofId || isSaidBy(quotation, asked.ofId) || quotation.about.some(({ id }) => id === asked.ofId)) &&
          (!asked.told || named([quotation.addressee?.name ?? quotation.told ?? ""], asked.told)) &&
          (!asked.unnamed || quotation.unnamed) &&
          (!asked.kind || quotation.kind === asked.kind) &&
          (!asked.outlet || quotation.source === asked.outlet) &&
          (!asked.from || (quotation.published ?? "") >= asked.from) &&
          (!asked.to || (quotation.published ?? "9999") <= `${asked.to}￿`),
      );
      found.sort(byPublished(asked.sort ?? "newest"));
      const { offset = 0, limit = 50, request = 0 } = asked;
      const repeats = repeated(found);
      const shown = asked.everyCopy ? found : found.filter(({ id }) => !repeats.has(id));
      return { request, total: found.length, nCopies: repeats.size, quotations: shown.slice(offset, offset + limit) };
    },
    bookmarks: async ({ words = "", tag, state, colour, articleId, request = 0 }) => {
      const needle = words.toLowerCase();
      const found = world.bookmarks.filter(
        (bookmark) =>
          `${bookmark.exact} ${bookmark.note} ${bookmark.headline}`.toLowerCase().includes(needle) &&
          (!tag || bookmark.tags.includes(tag)) &&
          (!state || bookmark.state === state) &&
          (!colour || bookmark.colour === colour) &&
          (!articleId || bookmark.articleId === articleId),
      );
      const nReview = world.bookmarks.filter((bookmark) => bookmark.state !== "inPlace").length;
      const tags = count(world.bookmarks.flatMap((bookmark) => bookmark.tags));
      return { request, total: world.bookmarks.length, bookmarks: found, tags, nReview };
    },
    palette: async (words, limit) => {
      const needle = words.toLowerCase().split(/\s+/).filter(Boolean);
      const matches = (label: string): boolean => needle.every((word) => findAll(label, [word]).length > 0);
      const names = entityRows(world)
        .filter((row) => matches(row.name))
        .map((row) => ({ kind: "entity", id: row.id, label: row.name, detail: row.role ?? "" }));
      const articles = world.articles
        .filter(({ view }) => matches(view.label))
        .map(({ view }) => ({ kind: "article", id: view.id, label: view.label, detail: view.source ?? "" }));
      return [...names.slice(0, 4), ...articles].slice(0, limit);
    },
  };
}

function library(world: World): Awaited<ReturnType<Backend["library"]>> {
  const rows = entityRows(world);
  const kind = (wanted: string): EntityRow[] => rows.filter((row) => row.kind === wanted);
  const newest = byDate(world.articles, "newest");
  const started = world.articles.filter(({ view }) => world.progress.has(view.id));
  return {
    nArticles: world.articles.length,
    nMissing: world.articles.filter(({ view }) => view.missing).length,
    nQuotations: world.quotations().length,
    outlets: count(world.articles.map(({ view }) => view.source)),
    coverage: months(world.articles),
    people: kind("person"),
    organisations: kind("organisation"),
    places: kind("place"),
    mostQuoted: kind("person").sort((a, b) => b.nQuotations - a.nQuotations).slice(0, 8),
    recent: newest.slice(0, 6).map((article) => rowOf(article)),
    continueReading: started.slice(0, 3).map((article) => rowOf(article)),
    starred: world.articles.filter(({ view }) => view.starred).map((article) => rowOf(article)),
    roots: world.articles.length ? [{ id: "r1", name: "clippings", path: "/home/reader/clippings", missing: false }] : [],
    first: newest.at(-1)?.view.published ?? null,
    last: newest[0]?.view.published ?? null,
    isSample: world.isSample,
  };
}

function readQuery(query: string): { words: string[]; outlet?: string; month?: string; name?: string; starred: boolean } {
  const field = (names: string): string | undefined => new RegExp(`(?:${names}):=?(?:"([^"]*)"|(\\S+))`).exec(query)?.slice(1).find(Boolean);
  const rest = query.replace(/\w+:=?(?:"[^"]*"|\S+)/g, " ").toLowerCase();
  return {
    words: rest.split(/[^\p{L}\p{N}’'-]+/u).filter(Boolean),
    outlet: field("source"),
    month: field("date"),
    name: field("person|org|place|entity"),
    starred: query.includes("is:starred"),
  };
}

function problems(query: string): Awaited<ReturnType<Backend["search"]>>["problems"] {
  const quotes = [...query.matchAll(/"/g)];
  if (quotes.length % 2 === 0) return [];
  const start = quotes.at(-1)?.index ?? 0;
  const repair = { label: "Close it", query: `${query}"` };
  return [{ code: "open_phrase", start, end: start + 1, message: "The quotation mark is not closed; read up to the end.", repair }];
}

function namedBy(found: FakeArticle[]): NamedView[] {
  const ids = found.flatMap(({ view }) => [...new Set(view.entities.map((entity) => entity.id))]);
  const fields = { person: "person", organisation: "org", place: "place" };
  return count(ids).map(({ name: id, n }) => {
    const entity = entityRef(keyOf(id));
    return { entity, n, term: `${fields[entity.kind]}:="${entity.name}"` };
  });
}

function entityRows(world: World): EntityRow[] {
  const rows = Object.keys(people).map((key) => world.entityRow(key));
  return rows.filter((row) => row.nArticles > 0).sort((a, b) => b.nArticles - a.nArticles);
}

/** Returns the names that were joined to somebody. */
function joins(key: string): JoinView[] {
  if (key !== "voss") return [];
  const reason = "the first names fit; named beside the same names, Calder Marine among them";
  return [{ entity: { id: "e-m-voss", name: "M. Voss", kind: "person" }, nArticles: 3, reason, confidence: 0.91 }];
}

/** Returns another of the same name as somebody. */
function apart(key: string): JoinView[] {
  if (key !== "voss") return [];
  const { name } = people[key];
  const reason = "one is called “harbour master”, the other “striker”, in the same years; nobody is named beside both";
  return [{ entity: { id: "e-voss-2", name: `${name} (2)`, kind: "person" }, nArticles: 4, reason, confidence: 0.85 }];
}

function companions(naming: FakeArticle[], id: string): CompanionView[] {
  const beside = naming.flatMap(({ view }) => view.entities.map((entity) => entity.id)).filter((other) => other !== id);
  return count(beside).map(({ name, n }) => ({ entity: entityRef(keyOf(name)), nArticles: n }));
}

function keyOf(id: string): string {
  const key = id.replace(/^e-/, "");
  if (!(key in people)) throw { code: "not_found", message: "This name is not in the archive.", details: entityId(key) };
  return key;
}

/** Returns those that say what an earlier one says. */
function repeated(found: QuotationView[]): Set<string> {
  const first = new Set<string>();
  const earliestFirst = [...found].sort(byPublished("oldest"));
  return new Set(earliestFirst.filter(({ words, nPlaces }) => nPlaces > 1 && (first.has(words) || !first.add(words))).map(({ id }) => id));
}

function named(names: string[], asked: string): boolean {
  return names.some((name) => findAll(name, [asked.toLowerCase()]).length > 0);
}

function count(names: Array<string | null>): NameCount[] {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n);
}

function months(articles: FakeArticle[]): MonthCount[] {
  const counted = count(articles.map(({ view }) => view.published?.slice(0, 7) ?? null));
  return counted.map(({ name, n }) => ({ month: name, n })).sort((a, b) => a.month.localeCompare(b.month));
}

function byDate(articles: FakeArticle[], sort: string | undefined): FakeArticle[] {
  const order = sort === "oldest" ? 1 : -1;
  return [...articles].sort((a, b) => order * (a.view.published ?? "").localeCompare(b.view.published ?? ""));
}

function byPublished(sort: string): (a: QuotationView, b: QuotationView) => number {
  const order = sort === "oldest" ? 1 : -1;
  return (a, b) => order * (a.published ?? "").localeCompare(b.published ?? "");
}
