// Draws blocks. `surface` says where they stand and what its controls do:
// {names, act(block, element, extra), keep(block, element, words), state(block, element), error(block)}
import { el } from "./dom.js";
import { confirmed } from "./dialogs.js";
import { link, moment, mrkdwn } from "./mrkdwn.js";

export function drawBlocks(blocks, surface) {
  return (blocks ?? []).map((block) => {
    const drawn = DRAW[block.type]?.(block, surface) ?? el("p", {}, "(" + block.type + ")");
    drawn.classList.add("block", "block-" + block.type);
    return drawn;
  });
}

export function drawText(object, surface) {
  return object.type === "mrkdwn"
    ? el("span", { class: "text" }, mrkdwn(object.text, object.verbatim === true, surface.names))
    : el("span", { class: "text plain" }, object.text);
}

const DRAW = {
  header: (block) => el("h3", {}, block.text.text),
  divider: () => el("hr"),
  section: (block, surface) =>
    el(
      "div",
      {},
      el(
        "div",
        { class: "words" },
        block.text && el("div", {}, drawText(block.text, surface)),
        block.fields &&
          el(
            "div",
            { class: "fields" },
            block.fields.map((field) => el("div", {}, drawText(field, surface))),
          ),
      ),
      block.accessory && drawElement(block, block.accessory, surface),
    ),
  context: (block, surface) =>
    el(
      "div",
      {},
      block.elements.map((element) =>
        element.type === "image" ? imageBox(element) : drawText(element, surface),
      ),
    ),
  actions: (block, surface) =>
    el(
      "div",
      {},
      block.elements.map((element) => drawElement(block, element, surface)),
    ),
  image: (block) => el("div", {}, imageBox(block)),
  markdown: (block) => el("div", { class: "plain" }, block.text),
  rich_text: (block, surface) =>
    el("div", {}, block.elements.map((element) => richElement(element, surface))),
  input: (block, surface) => {
    const error = surface.error(block);
    return el(
      "div",
      { class: error ? "wrong" : "" },
      el(
        "div",
        { class: "label" },
        block.label.text,
        block.optional && el("span", { class: "optional" }, " (optional)"),
      ),
      drawElement(block, block.element, surface),
      error && el("div", { class: "error", role: "alert" }, error),
      block.hint && el("div", { class: "hint" }, block.hint.text),
    );
  },
};

// Nothing is fetched from outside, so an image is its description.
function imageBox(image) {
  return el("span", { class: "image" }, image.alt_text);
}

const RICH = {
  rich_text_section: "span",
  rich_text_quote: "blockquote",
  rich_text_preformatted: "pre",
};

function richElement(element, surface) {
  if (element.type === "rich_text_list") {
    return el(
      element.style === "ordered" ? "ol" : "ul",
      {},
      element.elements.map((item) => el("li", {}, richElement(item, surface))),
    );
  }
  return el(
    RICH[element.type] ?? "span",
    {},
    element.elements.map((word) => richWord(word, surface.names)),
  );
}

function richWord(word, names) {
  const mention = (text, loud) => el("span", { class: loud ? "mention loud" : "mention" }, text);
  switch (word.type) {
    case "text":
      return styledWord(word);
    case "link":
      return link(word.url, word.text ?? word.url);
    case "emoji":
      return ":" + word.name + ":";
    case "user":
      return mention("@" + names.user(word.user_id), word.user_id === names.me);
    case "usergroup":
      return mention("@" + names.group(word.usergroup_id), names.isMine(word.usergroup_id));
    case "channel":
      return mention("#" + names.channel(word.channel_id));
    case "broadcast":
      return mention("@" + word.range, true);
    case "date":
      return moment(word.timestamp, word.format);
    default:
      return "";
  }
}

function styledWord(word) {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code" };
  return Object.entries(word.style ?? {})
    .filter(([name, on]) => on && tags[name])
    .reduce((inner, [name]) => el(tags[name], {}, inner), word.text);
}

function drawElement(block, element, surface) {
  const drawn = ELEMENTS[element.type]?.(block, element, surface) ?? imageBox(element);
  const state = surface.state(block, element);
  if (state?.failed) {
    const title = "Slack says: " + state.failed;
    return el("span", { class: "failed" }, drawn, el("span", { class: "error", title }, "⚠ " + state.failed));
  }
  return drawn;
}

const ELEMENTS = {
  button: (block, element, surface) => {
    const pending = surface.state(block, element)?.pending;
    return el(
      "button",
      {
        class: "button " + (element.style ?? "") + (pending ? " pending" : ""),
        type: "button",
        disabled: pending,
        "aria-busy": pending ? "true" : undefined,
        onclick: () => confirmed(element.confirm, surface, () => press(block, element, surface)),
      },
      pending && el("span", { class: "spinner" }),
      element.text.text,
    );
  },
  overflow: (block, element, surface) => {
    const menu = el("details", { class: "overflow" });
    const options = element.options.map((option) =>
      el(
        "button",
        {
          type: "button",
          onclick: () => {
            menu.open = false;
            confirmed(element.confirm, surface, () =>
              surface.act(block, element, { option: option.value }),
            );
          },
        },
        option.text.text,
      ),
    );
    menu.append(el("summary", { class: "button", "aria-label": "More actions" }, "⋯"));
    menu.append(el("div", { class: "menu" }, options));
    return menu;
  },
  static_select: (block, element, surface) => select(block, element, surface, optionsOf(element)),
  users_select: (block, element, surface) =>
    select(block, element, surface, surface.names.people()),
  external_select: (block, element, surface) => typed(block, element, surface, "input"),
  checkboxes: (block, element, surface) => choices(block, element, surface, "checkbox"),
  radio_buttons: (block, element, surface) => choices(block, element, surface, "radio"),
  plain_text_input: (block, element, surface) =>
    typed(block, element, surface, element.multiline ? "textarea" : "input"),
  number_input: (block, element, surface) => typed(block, element, surface, "input"),
  email_text_input: (block, element, surface) => typed(block, element, surface, "input"),
  url_text_input: (block, element, surface) => typed(block, element, surface, "input"),
  datepicker: (block, element, surface) => typed(block, element, surface, "input", "date"),
  timepicker: (block, element, surface) => typed(block, element, surface, "input", "time"),
};

function press(block, element, surface) {
  if (element.url) {
    window.open(element.url, "_blank", "noopener");
  }
  surface.act(block, element, {});
}

function optionsOf(element) {
  const all = element.options ?? element.option_groups.flatMap((group) => group.options);
  return all.map((option) => ({ value: option.value, text: option.text.text }));
}

function select(block, element, surface, options) {
  const chosen = surface.words(block, element)[0] ?? "";
  const box = el(
    "select",
    { class: "select", onchange: () => surface.keep(block, element, box.value ? [box.value] : []) },
    el("option", { value: "" }, element.placeholder?.text ?? "Choose"),
    options.map((option) => el("option", { value: option.value }, option.text)),
  );
  box.value = chosen;
  return box;
}

function choices(block, element, surface, type) {
  const chosen = surface.words(block, element);
  const group = el("div", { class: "choices" });
  for (const option of element.options) {
    const box = el("input", {
      type,
      name: block.block_id + element.action_id,
      value: option.value,
      onchange: () =>
        surface.keep(
          block,
          element,
          [...group.querySelectorAll("input:checked")].map((input) => input.value),
        ),
    });
    box.checked = chosen.includes(option.value);
    const text = el("span", {}, drawText(option.text, surface));
    const more = option.description && el("span", { class: "hint" }, drawText(option.description, surface));
    group.append(el("label", {}, box, el("span", {}, text, more)));
  }
  return group;
}

function typed(block, element, surface, tag, type) {
  const box = el(tag, {
    class: "typed",
    type: tag === "input" ? (type ?? "text") : undefined,
    placeholder: element.placeholder?.text,
    rows: tag === "textarea" ? 4 : undefined,
    value: surface.words(block, element)[0] ?? "",
    oninput: () => surface.keep(block, element, [box.value]),
  });
  return box;
}
