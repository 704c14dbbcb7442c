/** Where browsers find the shop's icon. */
export const FAVICON_PATH = '/favicon.svg';

/** The shop's icon, an SVG document: the mark of the header in the colours that suit any tab. */
export const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<path fill="#5563b8" d="M3 3v26h26z"/><path fill="#d9472b" d="M3 3l17 5 9 21z"/></svg>';
