type Triple = [number, number, number];

/** How far full light and deep shade move the lightness of a paper, on the 0..1 scale of Oklab. */
const LIFT = 0.14;
const DROP = 0.19;

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

const toGamma = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;

const channelAt = (hex: string, start: number): number =>
  toLinear(Number.parseInt(hex.slice(start, start + 2), 16) / 255);

function toOklab(hex: string): Triple {
  const [r, g, b] = [channelAt(hex, 1), channelAt(hex, 3), channelAt(hex, 5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear: Triple = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const bytes = linear.map((channel) => Math.round(255 * toGamma(Math.min(1, Math.max(0, channel)))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The colour of a paper under a light from -1 to 1. It is mixed in Oklab, so that equal steps of light look
 * equal on every paper; light warms the colour a little and shade cools it.
 */
export function paperTone(hex: string, light: number): string {
  const [lightness, a, b] = toOklab(hex);
  const shifted = lightness + light * (light > 0 ? LIFT : DROP);
  return toHex([Math.min(0.985, shifted), a * (1 - 0.08 * light), b + 0.012 * light]);
}
