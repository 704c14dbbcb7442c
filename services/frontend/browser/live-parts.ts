const intervalMs = 3000;
const timeoutMs = 5000;
const focusable = 'a[href], button, summary, input, select, textarea, [tabindex]';

/**
 * Keeps the parts of a page that are marked `data-live` current, while the page is looked at: every few seconds it is
 * asked for again, and each part takes over what the one with its id holds by then; focus, scrolling and what is
 * selected stay. While the
 * shop cannot be reached the parts stay, marked `data-stale`. Once a rollout has brought other styles, the page loads
 * itself anew.
 */
export function refreshLiveParts(): void {
  if (!document.querySelector('[data-live]')) return;
  let timer = setTimeout(tick, intervalMs);
  let isAsking = false;
  document.addEventListener('visibilitychange', tick);

  function tick(): void {
    clearTimeout(timer);
    if (document.hidden || isAsking) return;
    isAsking = true;
    void refresh().finally(() => {
      isAsking = false;
      timer = setTimeout(tick, intervalMs);
    });
  }
}

let lastStyle = styleOf(document);

async function refresh(): Promise<void> {
  try {
    const response = await fetch(location.href, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const style = styleOf(page);
    // Two answers in a row: amid a rollout they come from either version.
    if (style === lastStyle && style !== styleOf(document)) location.reload();
    lastStyle = style;
    takeOver(page);
  } catch {
    for (const part of document.querySelectorAll('[data-live]')) part.toggleAttribute('data-stale', true);
  }
}

function styleOf(page: Document): string | null | undefined {
  return page.querySelector('link[rel="stylesheet"]')?.getAttribute('href');
}

function takeOver(page: Document): void {
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = page.getElementById(part.id);
    if (!next) continue;
    const place = [...part.querySelectorAll(focusable)].findIndex((each) => each === document.activeElement);
    become(part, next);
    const again = part.querySelectorAll(focusable)[place];
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }
}

/** Makes a part of the page like another. What is the same in both stays, and so does what is selected there. */
function become(node: ChildNode, next: ChildNode): void {
  if (node.isEqualNode(next)) return;
  if (!(node instanceof Element && next instanceof Element && node.tagName === next.tagName)) {
    node.replaceWith(next);
    return;
  }
  for (const { name } of [...node.attributes]) if (!next.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of next.attributes) node.setAttribute(name, value);
  const nextChildren = [...next.childNodes];
  if (node.childNodes.length !== nextChildren.length) node.replaceChildren(...nextChildren);
  else {
    for (const [index, child] of [...node.childNodes].entries()) {
      const nextChild = nextChildren[index];
      if (nextChild) become(child, nextChild);
    }
  }
}
