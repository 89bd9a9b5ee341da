// Slack's markup, drawn as Slack draws it.
import { el } from "./dom.js";

const PAIRS = { "*": "b", _: "i", "~": "s" };
const BARE = /https?:\/\/[^\s<>|]+|(?<![\w&])@(?:here|channel|everyone)\b/g;

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// The text of a mrkdwn object; `names` knows users, groups and channels by id.
export function mrkdwn(text, verbatim, names) {
  const context = { verbatim, names };
  return text
    .split(/(```[\s\S]+?```)/)
    .flatMap((part) =>
      part.length > 6 && part.startsWith("```") && part.endsWith("```")
        ? [el("pre", {}, plainLive(part.slice(3, -3).replace(/^\n/, ""), context))]
        : lines(part, context),
    );
}

function lines(text, context) {
  const out = [];
  let quote = null;
  text.split("\n").forEach((line, index) => {
    const quoted = line.match(/^(?:>|&gt;) ?(.*)$/);
    if (quoted) {
      if (quote === null) {
        quote = el("blockquote");
        out.push(quote);
      } else {
        quote.append(el("br"));
      }
      quote.append(...inline(quoted[1], context));
      return;
    }
    if (index > 0 && quote === null) {
      out.push(el("br"));
    }
    quote = null;
    out.push(...inline(line, context));
  });
  return out;
}

function inline(text, context) {
  const out = [];
  let plain = "";
  const flush = () => {
    out.push(...bare(plain, context));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = code(text, at, context) ?? live(text, at, context) ?? styled(text, at, context);
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function code(text, at, context) {
  const end = text[at] === "`" ? text.indexOf("`", at + 1) : -1;
  if (end <= at + 1) {
    return null;
  }
  return { node: el("code", {}, plainLive(text.slice(at + 1, end), context)), end: end + 1 };
}

function styled(text, at, context) {
  const tag = PAIRS[text[at]];
  if (!tag || /\w/.test(text[at - 1] ?? "") || /\s/.test(text[at + 1] ?? " ")) {
    return null;
  }
  for (let end = text.indexOf(text[at], at + 1); end > 0; end = text.indexOf(text[at], end + 1)) {
    const closes = end > at + 1 && !/\s/.test(text[end - 1]) && !/\w/.test(text[end + 1] ?? "");
    if (closes) {
      return { node: el(tag, {}, inline(text.slice(at + 1, end), context)), end: end + 1 };
    }
  }
  return null;
}

function live(text, at, context) {
  const match = text[at] === "<" ? text.slice(at).match(/^<([^<>\n]+)>/) : null;
  return match ? { node: reference(match[1], context.names), end: at + match[0].length } : null;
}

// Inside code Slack still resolves references, but draws them as text.
function plainLive(text, context) {
  return unescapeAround(text, /<([^<>\n]+)>/g, (inner) => reference(inner, context.names).textContent);
}

function unescapeAround(text, pattern, draw) {
  let out = "";
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    out += unescape(text.slice(end, match.index)) + draw(match[1]);
    end = match.index + match[0].length;
  }
  return out + unescape(text.slice(end));
}

// What Slack links by itself where the text is not verbatim.
function bare(text, context) {
  if (context.verbatim) {
    return text ? [unescape(text)] : [];
  }
  const out = [];
  let end = 0;
  for (const match of text.matchAll(BARE)) {
    out.push(unescape(text.slice(end, match.index)));
    out.push(
      match[0].startsWith("@")
        ? el("span", { class: "mention loud" }, match[0])
        : link(unescape(match[0]), unescape(match[0])),
    );
    end = match.index + match[0].length;
  }
  out.push(unescape(text.slice(end)));
  return out.filter((part) => part !== "");
}

function reference(inner, names) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("@")) {
    const id = target.slice(1);
    return el("span", { class: id === names.me ? "mention loud" : "mention" }, "@" + names.user(id));
  }
  if (target.startsWith("#")) {
    return el("span", { class: "mention" }, "#" + names.channel(target.slice(1)));
  }
  if (target.startsWith("!subteam^")) {
    const id = target.slice("!subteam^".length);
    const loud = names.isMine(id);
    return el("span", { class: loud ? "mention loud" : "mention" }, "@" + names.group(id));
  }
  if (target.startsWith("!date^")) {
    return el("span", {}, date(target, label));
  }
  if (target.startsWith("!")) {
    return el("span", { class: "mention loud" }, "@" + target.slice(1));
  }
  return link(unescape(target), label || unescape(target));
}

export function link(target, label) {
  const safe = /^(https?:|mailto:)/i.test(target);
  return safe
    ? el("a", { href: target, title: target, target: "_blank", rel: "noreferrer noopener" }, label)
    : el("span", {}, label);
}

function date(target, fallback) {
  const [, seconds, format] = target.split("^");
  return /^\d{1,10}$/.test(seconds ?? "") && format ? moment(Number(seconds), format) : fallback;
}

// A moment in one of Slack's date formats, in the reader's time.
export function moment(seconds, format) {
  const at = new Date(seconds * 1000);
  const day = (options) => at.toLocaleDateString("en-US", options);
  const time = (options) => at.toLocaleTimeString("en-GB", options);
  const short = { month: "short", day: "numeric", year: "numeric" };
  const long = { month: "long", day: "numeric", year: "numeric" };
  const forms = {
    date_num: () => at.toLocaleDateString("en-CA"),
    date: () => day(long),
    date_short: () => day(short),
    date_long: () => day({ weekday: "long", ...long }),
    date_pretty: () => (isToday(at) ? "today" : day(long)),
    date_short_pretty: () => (isToday(at) ? "today" : day(short)),
    date_long_pretty: () => (isToday(at) ? "today" : day({ weekday: "long", ...long })),
    time: () => time({ hour: "2-digit", minute: "2-digit" }),
    time_secs: () => time({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(at),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => forms[name]?.() ?? whole);
}

export function isToday(at) {
  return at.toDateString() === new Date().toDateString();
}

function ago(at) {
  const minutes = Math.round((Date.now() - at) / 60000);
  return minutes < 60 ? `${minutes} minutes ago` : `${Math.round(minutes / 60)} hours ago`;
}
