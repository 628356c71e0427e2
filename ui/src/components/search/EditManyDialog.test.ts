import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import App from "../../App.svelte";
import { fakeBackend } from "../../lib/backend/fake";

async function listOfArticles(): Promise<void> {
  render(App, { backend: fakeBackend(new URLSearchParams()) });
  await userEvent.click(await screen.findByRole("button", { name: /^Articles/ }));
  await waitFor(() => expect(screen.getAllByTestId("result-row").length).toBeGreaterThan(2));
}

test("ticked articles get one outlet together, and others keep theirs", async () => {
  await listOfArticles();
  const user = userEvent.setup();
  const rows = screen.getAllByTestId("result-row");
  const third = within(rows[2]).getByText(/./, { selector: ".source" }).textContent;
  await user.keyboard("{Control>}");
  await user.click(rows[0]);
  await user.click(rows[1]);
  await user.keyboard("{/Control}");
  expect(screen.getByText("2 ticked")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Edit details/ }));
  await user.type(screen.getByLabelText("Outlet"), "The Corrow Herald");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByTestId("edit-articles")).toBeNull());
  const sources = screen.getAllByTestId("result-row").map((row) => within(row).getByText(/./, { selector: ".source" }).textContent);
  expect(sources.slice(0, 3)).toEqual(["The Corrow Herald", "The Corrow Herald", third]);
  expect(screen.queryByText("2 ticked")).toBeNull();
});

test("a date that is none is refused, and nothing changes", async () => {
  await listOfArticles();
  const user = userEvent.setup();
  await user.keyboard("{Control>}");
  await user.click(screen.getAllByTestId("result-row")[0]);
  await user.keyboard("{/Control}");
  await user.click(screen.getByRole("button", { name: /Edit details/ }));
  await user.type(screen.getByLabelText("Published"), "last spring");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByRole("alert")).toHaveTextContent("This is not a date");
  expect(screen.getByTestId("edit-articles")).toBeInTheDocument();
});
