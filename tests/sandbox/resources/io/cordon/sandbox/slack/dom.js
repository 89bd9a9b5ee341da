// Builds elements. Text becomes text nodes only: nothing from a message is ever read as HTML.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (name === "value") {
      node.value = value;
    } else {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

// Sends JSON and reads the answer; an answer that is no JSON is an error to show.
export async function post(path, body) {
  const response = await fetch(path, { method: "POST", body: JSON.stringify(body) });
  return response.ok ? response.json() : { error: await response.text() };
}
