const units: [word: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['min', 60],
  ['s', 1],
];

/**
 * How long ago something was, in words: "just now", "42 s ago", "3 min ago", "2 hours ago".
 *
 * @param since ISO 8601
 * @param now ISO 8601; where clocks differ and it is before `since`, the words are "just now"
 */
export function elapsed(since: string, now: string): string {
  const seconds = Math.floor((Date.parse(now) - Date.parse(since)) / 1000);
  const [word, size] = units.find(([, unit]) => seconds >= unit) ?? ['', 1];
  if (seconds < 5) return 'just now';
  const count = Math.floor(seconds / size);
  const hasPlural = word === 'day' || word === 'hour';
  return `${count} ${word}${hasPlural && count > 1 ? 's' : ''} ago`;
}
