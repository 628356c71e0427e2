// Invented articles. Nobody and nothing in them exists.

import type { BlockKindView } from "../types";

export interface Story {
  headline: string;
  dek: string;
  byline: string[];
  dateline: string | null;
  published: string | null;
  source: string | null;
  section: string | null;
  missing?: boolean;
  warning?: string;
  blocks: Array<[BlockKindView, string]>;
}

export const stories: Story[] = [
  {
    headline: "Harbour wall at [l:bay|Orrin Bay] was known to be failing, engineer’s letters show",
    dek: "Two warnings in as many years reached the mayor’s office, which says it never understood them as urgent",
    byline: ["Hanne Sollis", "Peter Achebe"],
    dateline: "Orrin Bay",
    published: "2023-02-14",
    source: "The Northern Ledger",
    section: "Investigations",
    blocks: [
      ["paragraph", "The wall that holds back the sea at [l:bay|Orrin Bay] was moving long before it broke. In March 2021, and again eleven months later, [p:voss|Marit Voss], the town’s harbour master, wrote to the mayor’s office that the eastern section had shifted by almost four centimetres."],
      ["paragraph", "{d:voss:wrote|“If nothing is done before the winter storms, I cannot promise that the ferry quay will still be standing in spring,”} [p:voss|Ms Voss] wrote in the second letter, which The Northern Ledger has seen."],
      ["caption", "The eastern section of the harbour wall, photographed two days after the January storm. Photograph: Lena Marsh"],
      ["paragraph", "[p:adeyemi|Tunde Adeyemi], who was elected mayor a month before the first letter arrived, said {i:adeyemi:said|he had been shown a summary that did not contain the measurement}. {d:adeyemi:said|“I read what was put in front of me,”} he said on Tuesday. {d:adeyemi:said?|“Nobody came to my door and told me the wall was walking.”}"],
      ["crosshead", "Four centimetres"],
      ["paragraph", "The figure matters because the wall was built, in 1958, to a design that allows for two. [p:kaplan|Ruth Kaplan], a hydrologist at the [o:institute|Northern Water Institute], called the difference {m:kaplan:called|“not a detail but the whole story”}."],
      ["paragraph", "{d:kaplan:said|“A gravity wall does not fail a little,”} [p:kaplan|Professor Kaplan] said in an interview. {d:kaplan:said|“It stands, it stands, and then it is in the water. Everyone who has ever built one knows that.”}"],
      ["paragraph", "[o:calder|Calder Marine], which has maintained the quay since 2015, said {i:calder:said|its inspections had followed the contract to the letter}. [p:brandt|Elias Brandt], a spokesman, said the company had {m:brandt:said|“raised the matter of the eastern section with [o:council|Orrin Bay Council] on several occasions”}, but declined to say when."],
      ["pullQuote", "It stands, it stands, and then it is in the water."],
      ["paragraph", "The storm of 19 January took eleven metres of the wall and the waiting room of the ferry to [l:tern|Tern Island]. No one was hurt; the last boat had left twenty minutes before. [p:santos|Rui Santos], its captain, said {i:santos:said|he had felt the quay move under the ramp}."],
      ["paragraph", "{d:santos:said|“I have been landing there for thirty years,”} he said. {d:santos:said|“You know a quay like you know a stair in your own house.”}"],
      ["crosshead", "Who pays"],
      ["paragraph", "The [o:council|council] meets on Thursday to decide whether to ask the state for help. [p:okonedo|Ines Okonedo], the transport minister, said at the weekend that {i:okonedo:said|the government would not pay for repairs that a town had chosen to postpone}."],
      ["paragraph", "[p:lindqvist|Signe Lindqvist] of the [o:union|Dockworkers’ Union] said her members had been asking for the letters for a year. {d:lindqvist:said|“We were told there were no letters,”} she said. {d:lindqvist:said?|“Now there are two. I wonder how many there will be next week.”}"],
      ["paragraph", "[p:voss|Ms Voss], who left her post in October, lives in [l:hask|Hask] and did not wish to be photographed. Asked whether she felt vindicated, she looked for a while at the sea. {d:voss:said|“No,”} she said. {d:voss:said|“I feel that I should have written a third one.”}"],
      ["correction", "An earlier version of this article gave the year of the wall’s construction as 1956."],
    ],
  },
  {
    headline: "Mayor [p:adeyemi|Adeyemi] promises a new wall “before the next winter”",
    dek: "The town will borrow 40 million to replace the eastern section",
    byline: ["Peter Achebe"],
    dateline: "Orrin Bay",
    published: "2023-02-17",
    source: "The Northern Ledger",
    section: "Local",
    blocks: [
      ["paragraph", "[p:adeyemi|Tunde Adeyemi] promised on Thursday night that the harbour of [l:bay|Orrin Bay] would have a new eastern wall {m:adeyemi:promised|“before the next winter”}, after a council meeting that lasted until two in the morning."],
      ["paragraph", "{d:adeyemi:told|“We will borrow the money, we will build the wall, and we will publish every letter,”} he told a hall of some three hundred people."],
      ["paragraph", "[p:kaplan|Ruth Kaplan] said {i:kaplan:said|the timetable was possible but left no room for bad weather}. {d:kaplan:said|“And there is always bad weather,”} she added."],
      ["paragraph", "[o:calder|Calder Marine] will not bid for the work. [p:brandt|Elias Brandt] said {i:brandt:said|the company preferred to await the result of the inquiry}."],
      ["paragraph", "{d:lindqvist+santos:said|“We will be watching every stone,”} [p:lindqvist|Signe Lindqvist] and [p:santos|Rui Santos] said as they left the hall."],
    ],
  },
  {
    headline: "Minister hints at state aid for [l:bay|Orrin Bay] after all",
    dek: "",
    byline: ["Dana Whitlock"],
    dateline: "Hask",
    published: "2023-03-02",
    source: "Hask Courier",
    section: "Politics",
    blocks: [
      ["paragraph", "[p:okonedo|Ines Okonedo], the transport minister, said on Wednesday that {i:okonedo:said|the state could lend the town of [l:bay|Orrin Bay] half of what it needs} for its broken harbour wall."],
      ["paragraph", "{d:okonedo:said|“A loan is not a gift,”} she said. {d:okonedo:said|“But I have been to see the quay, and one does not argue with a hole.”}"],
      ["paragraph", "[p:adeyemi|Mr Adeyemi] called the offer {m:adeyemi:called|“a beginning”}."],
    ],
  },
  {
    headline: "“We were lied to by people who could not read a drawing”: the ferry captain’s year",
    dek: "[p:santos|Rui Santos] has sailed to [l:tern|Tern Island] nine thousand times. He would like to do it again",
    byline: ["Lena Marsh"],
    dateline: null,
    published: "2023-12-09",
    source: "Sunday Meridian",
    section: "Magazine",
    blocks: [
      ["paragraph", "Every morning at ten to six [p:santos|Rui Santos] walks to a quay that is not there. He drinks his coffee in front of the fence, looks at the weather, and goes home."],
      ["paragraph", "{d:santos:says|“My wife says I am like a dog whose bus stop has been moved,”} he says. {d:santos:says|“She is right. But the dog is not wrong either.”}"],
      ["paragraph", "Since January the ferry to [l:tern|Tern Island] leaves from [l:hask|Hask], forty minutes up the coast. The island’s school has lost a third of its pupils. [p:lindqvist|Signe Lindqvist] says {i:lindqvist:says|eleven of her members have moved away}."],
      ["paragraph", "About the letters he has an opinion. {d:santos:says|“We were lied to by people who could not read a drawing,”} he says. {d:santos:says?|“I do not think they were bad people. I think nobody had ever asked them to look at the sea.”}"],
    ],
  },
  {
    headline: "Inquiry finds mayor’s office “did not want to know”",
    dek: "Report clears the harbour master and blames a summary of nine lines",
    byline: ["Hanne Sollis"],
    dateline: "Orrin Bay",
    published: "2024-05-21",
    source: "The Northern Ledger",
    section: "Investigations",
    warning: "the front matter has a line without a key",
    blocks: [
      ["paragraph", "The inquiry into the collapse of the harbour wall at [l:bay|Orrin Bay] has found that the mayor’s office {m::found|“did not want to know”} what its harbour master had measured."],
      ["paragraph", "[p:voss|Marit Voss] {i:voss:said|said she had read the report twice and was content}. {d:voss:said|“It says what the letters said,”} she said. {d:voss:said|“It took three years and four hundred pages, but it says it.”}"],
      ["paragraph", "[p:adeyemi|Tunde Adeyemi], who stood down in the autumn, denied through his lawyer that {i:adeyemi:denied|he had ordered the summary to be shortened}."],
      ["paragraph", "The [o:institute|Northern Water Institute] said {i:institute:said|it would publish its measurements of forty other harbours}."],
    ],
  },
  {
    headline: "A theatre on the water, for one summer only",
    dek: "[p:moreau|Jeanne Moreau-Petit] stages “The Tempest” where the ferry used to land",
    byline: [],
    dateline: null,
    published: "2024-07",
    source: null,
    section: "Culture",
    missing: true,
    blocks: [
      ["paragraph", "There is no curtain, because there is no wall to hang it on. [p:moreau|Jeanne Moreau-Petit] has built her stage in the gap."],
      ["paragraph", "{d:moreau:says|“People ask me whether it is in good taste,”} the director says. {d:moreau:says|“The sea has no taste. It came in, and it left us a theatre.”}"],
      ["paragraph", "[p:santos|Captain Santos] plays the boatswain. {d:santos:says|“I have the first line of the play and nobody can hear it,”} he says. {d:santos:says?|“Just like at work.”}"],
    ],
  },
];
