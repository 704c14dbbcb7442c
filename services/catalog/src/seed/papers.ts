import type { Paper } from '../pictures/picture.ts';

const CREAM = '#efe7d6';

/** The sheets of the shop: dyed on the front, plain on the back unless the name says otherwise. */
export const indigo: Paper = { front: '#3d5a9e', back: CREAM };
export const vermilion: Paper = { front: '#d8512f', back: CREAM };
export const moss: Paper = { front: '#6b8a45', back: CREAM };
export const ochre: Paper = { front: '#d39a2e', back: CREAM };
export const plum: Paper = { front: '#8e4a7e', back: CREAM };
export const teal: Paper = { front: '#2f8a8b', back: CREAM };
export const sand: Paper = { front: '#c9a878', back: CREAM };
export const charcoal: Paper = { front: '#5b5f6b', back: CREAM };
export const blossom: Paper = { front: '#dd8b97', back: '#f5e3e0' };
export const mist: Paper = { front: '#8fa6b5', back: '#eef0ec' };
export const umber: Paper = { front: '#8a6248', back: CREAM };
export const ink: Paper = { front: '#34363f', back: '#5b5f6b' };
export const persimmon: Paper = { front: '#e07b3c', back: CREAM };
export const crimson: Paper = { front: '#b5344c', back: '#f5e3e0' };
export const violet: Paper = { front: '#6b58aa', back: '#e4ddf0' };
