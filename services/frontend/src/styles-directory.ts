/** Where the styles are: beside `src`, so that the address holds for a bundle in a folder beside it as well. */
export const stylesDirectory = new URL('../styles/', import.meta.url);
