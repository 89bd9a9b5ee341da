// What lies over the page: confirm dialogs and modals.
import { el, post } from "./dom.js";
import { drawBlocks, drawText } from "./blocks.js";

// Asks first if the control has a confirm dialog, then goes on.
export function confirmed(confirm, surface, goOn) {
  if (!confirm) {
    goOn();
    return;
  }
  const close = () => shade.remove();
  const yes = () => {
    close();
    goOn();
  };
  const shade = el(
    "div",
    { class: "shade", role: "alertdialog" },
    el(
      "div",
      { class: "dialog small" },
      el("h2", {}, confirm.title.text),
      el("div", { class: "body" }, drawText(confirm.text, surface)),
      el(
        "div",
        { class: "foot" },
        el("button", { class: "button", type: "button", onclick: close }, confirm.deny.text),
        el(
          "button",
          { class: "button " + (confirm.style ?? "primary"), type: "button", onclick: yes },
          confirm.confirm.text,
        ),
      ),
    ),
  );
  document.body.append(shade);
}

// One modal at a time is drawn; it is drawn anew only when Slack has another one for it.
export class Modal {
  constructor(root, user, names) {
    this.root = root;
    this.user = user;
    this.names = names;
    this.drawn = "";
  }

  show(view) {
    const key = view ? view.id + view.hash : "";
    if (key === this.drawn) {
      return;
    }
    this.drawn = key;
    this.view = view;
    this.errors = {};
    this.failed = "";
    this.words = {};
    this.pending = {};
    this.draw();
  }

  draw() {
    this.root.replaceChildren(...(this.view ? [this.shade()] : []));
    this.root.querySelector("input, textarea")?.focus();
  }

  shade() {
    const { title, submit, close, blocks } = this.view;
    return el(
      "div",
      { class: "shade", role: "dialog", "aria-label": title.text },
      el(
        "form",
        { class: "dialog", onsubmit: (event) => this.submit(event) },
        el(
          "div",
          { class: "title" },
          el("h2", {}, title.text),
          el("button", { class: "x", type: "button", "aria-label": "Close", onclick: () => this.close() }, "✕"),
        ),
        this.failed &&
          el("p", { class: "trouble", role: "alert" }, "We had some trouble connecting. Try again? (" + this.failed + ")"),
        el("div", { class: "body" }, drawBlocks(blocks, this.surface())),
        el(
          "div",
          { class: "foot" },
          el("button", { class: "button", type: "button", onclick: () => this.close() }, close?.text ?? "Cancel"),
          submit &&
            el(
              "button",
              { class: "button primary", type: "submit", disabled: this.busy },
              this.busy && el("span", { class: "spinner" }),
              submit.text,
            ),
        ),
      ),
    );
  }

  surface() {
    return {
      names: this.names,
      error: (block) => this.errors[block.block_id],
      state: (block, element) => this.pending[block.block_id + element.action_id],
      words: (block, element) => this.words[block.block_id] ?? initialWords(this.view, block, element),
      keep: (block, element, words) => this.keep(block, element, words),
      act: (block, element, extra) => this.act(block, element, extra),
    };
  }

  keep(block, element, words) {
    this.words[block.block_id] = words;
    if (block.type !== "input" || block.dispatch_action) {
      this.act(block, element, { words });
    }
  }

  async act(block, element, extra) {
    const key = block.block_id + element.action_id;
    const id = this.view.id;
    this.pending[key] = { pending: true };
    if (element.type === "button") {
      this.draw();
    }
    const answer = await post("/page/act", {
      user: this.user(),
      view: id,
      block: block.block_id,
      action: element.action_id,
      ...extra,
    });
    this.pending[key] = answer.error ? { failed: answer.error } : undefined;
    if (this.view?.id === id && element.type === "button") {
      this.draw();
    }
  }

  async submit(event) {
    event.preventDefault();
    const view = this.view;
    this.busy = true;
    this.draw();
    const answer = await post("/page/submit", { user: this.user(), view: view.id, words: this.words });
    this.busy = false;
    this.errors = answer.errors ?? {};
    this.failed = answer.error ?? "";
    if (this.view === view && !answer.ok) {
      this.draw();
    }
  }

  close() {
    post("/page/close", { user: this.user(), view: this.view.id });
  }
}

// What stands in a control so far, as words: typed text, or values of options.
export function initialWords(view, block, element) {
  const value = view.state.values[block.block_id]?.[element.action_id] ?? {};
  if (value.selected_options) {
    return value.selected_options.map((option) => option.value);
  }
  const one =
    value.value ??
    value.selected_option?.value ??
    value.selected_user ??
    value.selected_date ??
    value.selected_time;
  return one ? [one] : [];
}
