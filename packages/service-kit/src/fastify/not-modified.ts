import { Type } from 'typebox';

/** The `response` schema of 304, for a route's description. */
export const notModified = {
  304: { description: 'What the client has, by If-None-Match, is current', ...Type.Null() },
} as const;
