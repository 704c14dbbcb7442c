import type { VNode } from 'preact';

const texts = {
  'vote-failed': 'Your vote could not be counted just now. Try again in a moment.',
  'vote-limited': 'Those were a few votes too many at once. Wait a minute, then vote again.',
  'vote-unknown': 'This model is no longer in the shop, so it takes no votes.',
} as const;

/** Something to tell the visitor at the top of the next page, by its name in the address. */
export type Notice = keyof typeof texts;

/** The notice that an address names, if it names one: an address can never bring a text of its own. */
export function readNotice(value: unknown): Notice | undefined {
  return typeof value === 'string' && Object.hasOwn(texts, value) ? (value as Notice) : undefined;
}

/** What a notice says. */
export function noticeText(notice: Notice): string {
  return texts[notice];
}

export function NoticeBar({ notice }: { notice: Notice }): VNode {
  return (
    <p class="notice" role="status">
      {noticeText(notice)}
    </p>
  );
}
