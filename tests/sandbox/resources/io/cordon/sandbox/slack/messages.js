// Draws messages: who, when, what, and what hangs below.
import { el } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { isToday, moment, mrkdwn } from "./mrkdwn.js";

const COLOURS = ["#1264a3", "#2b7a4b", "#b4691f", "#8a3b76", "#4f5fa8", "#8c4a3c", "#3c7a89"];

export function avatar(user, small) {
  const initials = user.real_name
    .split(" ")
    .map((word) => word[0])
    .slice(0, 2)
    .join("");
  const node = el("span", { class: "avatar" + (small ? " small" : ""), "aria-hidden": "true" }, initials);
  const sum = [...user.id].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  node.style.background = user.is_bot ? "#1d1c3d" : COLOURS[sum % COLOURS.length];
  return node;
}

export function drawMessage(message, context) {
  const user = context.names.userObject(message.user);
  const time = moment(Number.parseInt(message.ts, 10), "{time}");
  const surface = context.surfaceOf(message);
  const content = message.blocks
    ? drawBlocks(message.blocks, surface)
    : [el("div", { class: "text" }, mrkdwn(message.text, false, context.names))];
  return el(
    "article",
    {
      class: "message" + (message.only_for ? " ephemeral" : "") + (context.marked === message.ts ? " marked" : ""),
      "data-ts": message.ts,
    },
    avatar(user),
    el(
      "div",
      { class: "content" },
      message.only_for && el("div", { class: "only" }, "👁 Only visible to you"),
      message.subtype === "thread_broadcast" && el("div", { class: "only" }, "replied to a thread"),
      el(
        "div",
        { class: "by" },
        el("b", { class: "name" }, user.is_bot ? user.real_name : user.name),
        user.is_bot && el("span", { class: "app" }, "APP"),
        el("time", {}, time),
      ),
      content,
      message.edited && el("span", { class: "edited" }, "(edited)"),
      (message.files ?? []).map((file) =>
        el("a", { class: "file", href: "/files/" + file.id }, "📄 " + file.title, el("small", {}, file.size + " bytes")),
      ),
      (message.reactions ?? []).map((reaction) =>
        el("span", { class: "reaction" }, ":" + reaction.name + ": " + reaction.count),
      ),
      context.openThread && message.reply_count > 0 && repliesBar(message, user, context),
    ),
    !message.only_for && menu(message, context),
  );
}

// What the app offers for any message.
function menu(message, context) {
  return el(
    "div",
    { class: "menu" },
    context.shortcuts.map((shortcut) =>
      el("button", { type: "button", onclick: () => context.use(shortcut, message) }, shortcut.name),
    ),
  );
}

function repliesBar(message, user, context) {
  const count = message.reply_count;
  return el(
    "button",
    { class: "replies", type: "button", onclick: () => context.openThread(message.ts) },
    avatar(user, true),
    el("b", {}, count + (count === 1 ? " reply" : " replies")),
    el("span", {}, "Last reply " + moment(Number.parseInt(message.latest_reply, 10), "{date_short_pretty} at {time}")),
  );
}

// Messages with a line between two days.
export function drawMessages(messages, context) {
  let day = "";
  return messages.flatMap((message) => {
    const at = new Date(Number.parseInt(message.ts, 10) * 1000);
    const today = at.toDateString();
    const drawn = drawMessage(message, context);
    if (today === day) {
      return [drawn];
    }
    day = today;
    const options = { weekday: "long", month: "long", day: "numeric" };
    const text = isToday(at) ? "Today" : at.toLocaleDateString("en-US", options);
    return [el("div", { class: "day" }, el("span", {}, text)), drawn];
  });
}
