const shownMs = 12_000;

let region: HTMLElement | undefined;
let timer = 0;

/**
 * Says something to those who hear the page. A warning is shown as well, over the page, so that nothing moves; it goes
 * with the next word, or after twelve seconds.
 */
export function announce(text: string, { isWarning }: { isWarning: boolean }): void {
  clearTimeout(timer);
  const speaker = regionOf(document);
  speaker.textContent = text;
  speaker.className = isWarning && text !== '' ? 'announcement' : 'visually-hidden';
  if (isWarning) timer = setTimeout(announce, shownMs, '', { isWarning: false });
}

/** Screen readers hear only what changes in a region that they know: it is made before there is anything to say. */
export function prepareAnnouncements(): void {
  regionOf(document);
}

function regionOf({ body }: Document): HTMLElement {
  if (region) return region;
  region = document.createElement('p');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  body.append(region);
  return region;
}
