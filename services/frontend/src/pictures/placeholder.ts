/** Stands in for a picture that cannot be had: a sheet that has been creased, but not folded yet. An SVG document. */
export const placeholder =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">' +
  '<path fill="#8b93b8" fill-opacity=".16" d="M150 150h340v340H150z"/>' +
  '<path fill="#8b93b8" fill-opacity=".3" d="M490 490H330L490 330z"/>' +
  '<path fill="none" stroke="#8b93b8" stroke-width="3" stroke-dasharray="14 10" d="M150 150l340 340M490 150L150 490"/>' +
  '</svg>';
