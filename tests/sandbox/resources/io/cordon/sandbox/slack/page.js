// The page: asks the workspace what its user sees, draws it, and asks again after each change.
import { el, post } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { Modal, initialWords } from "./dialogs.js";
import { drawMessages } from "./messages.js";

const at = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const permalink = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/);

// What is looked at: a channel, or the app's home; a thread beside it.
const looking = {
  as: query.get("as") ?? "",
  channel: permalink?.[1] ?? query.get("channel") ?? "",
  home: query.has("home"),
  thread: query.get("thread_ts") ?? query.get("thread") ?? "",
  marked: permalink ? permalink[2] + "." + permalink[3] : "",
};
const controls = {};
let seen = { users: [], groups: [], channels: [], notices: [], commands: [], shortcuts: [] };
let answered = "";
let turns = 0;
let drawnTurn = 0;
let noticesBefore = null;

const names = {
  get me() {
    return seen.me;
  },
  userObject: (id) =>
    seen.users.find((user) => user.id === id) ?? { id, name: id, real_name: id, is_bot: false },
  user: (id) => names.userObject(id).name,
  group: (id) => seen.groups.find((group) => group.id === id)?.handle ?? id,
  channel: (id) => seen.channels.find((channel) => channel.id === id)?.name ?? id,
  isMine: (id) => seen.groups.find((group) => group.id === id)?.users.includes(seen.me) ?? false,
  people: () =>
    seen.users
      .filter((user) => !user.is_bot && !user.deleted)
      .map((user) => ({ value: user.id, text: user.real_name })),
};
const modal = new Modal(at("over"), () => seen.me, names);

// Draws anew only if something is to be seen of the change, so that no click falls between.
async function refresh() {
  const turn = ++turns;
  const response = await fetch("/page/state?as=" + encodeURIComponent(looking.as));
  const answer = await response.text();
  if (turn < drawnTurn || answer === answered) {
    return;
  }
  drawnTurn = turn;
  answered = answer;
  seen = JSON.parse(answer);
  looking.as = seen.me;
  if (!channel()) {
    looking.channel = seen.channels.find((one) => !one.is_im)?.id ?? "";
  }
  draw();
}

function channel() {
  return seen.channels.find((one) => one.id === looking.channel);
}

function look(change) {
  Object.assign(looking, change);
  const kept = new URLSearchParams({ as: looking.as, channel: looking.channel });
  if (looking.home) {
    kept.set("home", "");
  }
  if (looking.thread) {
    kept.set("thread", looking.thread);
  }
  history.replaceState(null, "", "/?" + kept);
  draw();
}

function draw() {
  drawWho();
  drawSide();
  drawHead();
  if (looking.home) {
    drawHome();
  } else {
    drawChannel();
  }
  drawThread();
  drawNotice();
  modal.show(seen.modal);
}

function drawWho() {
  at("search").textContent = "Search " + seen.domain;
  const people = seen.users.filter((user) => !user.is_bot);
  at("who").replaceChildren(
    ...people.map((user) => {
      const role = user.is_stranger ? "stranger" : user.is_restricted ? "guest" : roles(user);
      return el("option", { value: user.id }, "@" + user.name + " (" + role + ")");
    }),
  );
  at("who").value = seen.me;
}

function roles(user) {
  const short = user.groups.map((handle) => handle.replace(/^ir-/, "").replace(/s$/, ""));
  return short.join(", ") || "member";
}

function drawSide() {
  const entry = (sign, text, on, change) =>
    el(
      "button",
      { class: "entry" + (on ? " on" : ""), type: "button", onclick: () => look(change) },
      el("span", { class: "sign" }, sign),
      text,
    );
  const app = names.userObject(seen.bot).real_name;
  const direct = seen.channels.find((one) => one.is_im);
  const open = (one) => !looking.home && looking.channel === one.id;
  at("side").replaceChildren(
    el("h1", {}, seen.domain),
    el("h2", {}, "Channels"),
    ...seen.channels
      .filter((one) => !one.is_im)
      .map((one) => entry("#", one.name, open(one), { home: false, channel: one.id, thread: "" })),
    el("h2", {}, "Apps"),
    el(
      "button",
      { class: "entry" + (looking.home ? " on" : ""), type: "button", onclick: openHome },
      el("span", { class: "sign" }, "⌂"),
      app + " Home",
    ),
    ...(direct
      ? [entry("✉", app, open(direct), { home: false, channel: direct.id, thread: "" })]
      : []),
  );
}

function openHome() {
  look({ home: true, thread: "" });
  post("/page/home", { user: seen.me });
}

function drawHead() {
  const app = names.userObject(seen.bot).real_name;
  const one = channel();
  const title = looking.home ? app : one?.is_im ? app : "# " + (one?.name ?? "");
  const about = looking.home ? "Home" : one?.is_im ? "Messages" : (one?.members ?? 0) + " members";
  at("head").replaceChildren(
    el("h2", {}, title),
    el("span", {}, about),
    ...seen.shortcuts
      .filter((one) => !one.on_message)
      .map((one) =>
        el("button", { class: "shortcut", type: "button", onclick: () => use(one, {}) }, "⚡ " + one.name),
      ),
  );
  at("composer").hidden = looking.home;
  at("typed").placeholder = "Message " + (one?.is_im ? app : "#" + (one?.name ?? ""));
}

function drawHome() {
  const view = seen.home;
  const blocks = view
    ? drawBlocks(view.blocks, {
        ...surface(view.id, { view: view.id }),
        words: (block, element) => initialWords(view, block, element),
      })
    : [el("p", { class: "empty" }, "This is the app's home. It has not published anything yet.")];
  at("list").replaceChildren(el("div", { class: "home" }, blocks));
}

function drawChannel() {
  const shown = (channel()?.messages ?? []).filter(
    (message) => !message.is_reply || message.subtype === "thread_broadcast",
  );
  keepScroll(at("list"), () =>
    at("list").replaceChildren(...drawMessages(shown, { ...context(), openThread })),
  );
}

function drawThread() {
  const messages = channel()?.messages ?? [];
  const parent = messages.find((message) => message.ts === looking.thread);
  at("thread").hidden = looking.home || !parent;
  if (looking.home || !parent) {
    at("thread").replaceChildren();
    return;
  }
  const replies = messages.filter(
    (message) => message.is_reply && message.thread_ts === looking.thread,
  );
  const list = at("thread").querySelector(".list") ?? el("div", { class: "list" });
  const close = { class: "x", type: "button", "aria-label": "Close", onclick: () => openThread("") };
  at("thread").replaceChildren(
    el("div", { class: "head" }, el("h2", {}, "Thread"), el("button", close, "✕")),
    list,
  );
  const count = el("div", { class: "count" }, replies.length + " replies");
  keepScroll(list, () =>
    list.replaceChildren(
      ...drawMessages([parent], context()).slice(1),
      ...(replies.length ? [count] : []),
      ...drawMessages(replies, context()).slice(1),
    ),
  );
}

function openThread(ts) {
  look({ thread: ts });
}

// Stays where the reader is; at the end it stays at the end.
function keepScroll(list, change) {
  const fromEnd = list.scrollHeight - list.scrollTop - list.clientHeight;
  const top = list.scrollTop;
  change();
  list.scrollTop = fromEnd < 40 ? list.scrollHeight : top;
}

function context() {
  return {
    names,
    marked: looking.marked,
    shortcuts: seen.shortcuts.filter((one) => one.on_message),
    use: (shortcut, message) => use(shortcut, { channel: message.channel, ts: message.ts }),
    surfaceOf: (message) => ({
      ...surface(message.ts, { channel: message.channel, ts: message.ts }),
      words: () => [],
    }),
  };
}

function use(shortcut, place) {
  noticesBefore = seen.notices.length;
  return post("/page/shortcut", { user: seen.me, callback: shortcut.callback, ...place });
}

function surface(key, place) {
  const name = (block, element) => key + block.block_id + element.action_id;
  const act = async (block, element, extra) => {
    controls[name(block, element)] = { pending: true };
    draw();
    const answer = await post("/page/act", {
      user: seen.me,
      ...place,
      block: block.block_id,
      action: element.action_id,
      ...extra,
    });
    controls[name(block, element)] = answer.error ? { failed: answer.error } : undefined;
    draw();
  };
  return {
    names,
    error: () => undefined,
    state: (block, element) => controls[name(block, element)],
    keep: (block, element, words) => act(block, element, { words }),
    act,
  };
}

function drawNotice() {
  noticesBefore ??= seen.notices.length;
  const last = seen.notices.slice(noticesBefore).at(-1);
  const shortcut = seen.shortcuts.some((one) => one.callback === last?.where);
  at("notice").textContent = shortcut || last?.where.startsWith("/")
    ? `${last.where} failed with the error "${last.code}"`
    : "";
}

function drawHints() {
  const typed = at("typed").value;
  const fitting = typed.startsWith("/")
    ? seen.commands.filter((command) => command.name.startsWith(typed.split(" ")[0]))
    : [];
  at("hints").replaceChildren(
    ...fitting.map((command) =>
      el("div", {}, el("b", {}, command.name), el("span", {}, " " + command.hint)),
    ),
  );
}

async function send(event) {
  event.preventDefault();
  const text = at("typed").value.trim();
  if (!text) {
    return;
  }
  at("typed").value = "";
  drawHints();
  noticesBefore = seen.notices.length;
  await post("/page/command", { user: seen.me, channel: looking.channel, text });
  at("list").scrollTop = at("list").scrollHeight;
}

at("composer").addEventListener("submit", send);
at("typed").addEventListener("input", drawHints);
at("typed").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    send(event);
  }
});
at("who").addEventListener("change", () => {
  look({ as: at("who").value });
  refresh();
});

// With "?still" the page is a picture: a browser that waits for an idle network can print it.
if (!query.has("still")) {
  const events = new EventSource("/page/events");
  events.addEventListener("changed", refresh);
  events.addEventListener("open", refresh);
}
await refresh();
document.querySelector(".marked")?.scrollIntoView();
