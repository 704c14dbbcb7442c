import { LRUCache } from 'lru-cache';
import type { Answer } from '../http/answer.ts';

/**
 * Answers that are asked for often, ready to be sent. It is used only while the database's word of changes is heard
 * (`trust`, `distrust`), and an answer that was read before a change is never kept after it.
 */
export interface AnswerCache {
  /** The kept answer to a request, by its address. */
  get(url: string): Answer | undefined;
  /** The kept answer, or the one that `read` gives. Requests for the same address at the same time share one read. */
  getOrRead(url: string, read: () => Promise<Answer>): Promise<Answer>;
  /** Forgets everything, because what the answers were made from has changed. */
  clear(): void;
  /** From now on changes are heard: answers may be kept. */
  trust(): void;
  /** Changes are no longer heard: nothing is kept or answered from memory. */
  distrust(): void;
}

// A lost connection may look alive for a while. No answer is older than this, whatever happens.
const longestAgeMs = 5000;
// What an entry costs beside its body: headers, the key's own object, the links of the list.
const overheadBytes = 512;

/** @param maxBytes the memory that answers may take; 0 keeps none */
export function createAnswerCache({ maxBytes }: { maxBytes: number }): AnswerCache {
  const answers = new LRUCache<string, Answer>({
    maxSize: Math.max(maxBytes, 1),
    sizeCalculation: (answer, url) => answer.body.length + url.length + overheadBytes,
    ttl: longestAgeMs,
    ttlResolution: 100,
  });
  const reading = new Map<string, Promise<Answer>>();
  let generation = 0;
  let isTrusted = false;

  function clear(): void {
    generation += 1;
    answers.clear();
    reading.clear();
  }

  return {
    get: (url) => answers.get(url),
    getOrRead(url, read) {
      if (!isTrusted) return read();
      const kept = answers.get(url);
      if (kept) return Promise.resolve(kept);
      const shared = reading.get(url);
      if (shared) return shared;
      const startedIn = generation;
      const started = read().then((answer) => {
        if (startedIn === generation) answers.set(url, answer);
        return answer;
      });
      reading.set(url, started);
      const forget = (): void => {
        if (reading.get(url) === started) reading.delete(url);
      };
      started.then(forget, forget);
      return started;
    },
    clear,
    trust() {
      clear();
      isTrusted = true;
    },
    distrust() {
      clear();
      isTrusted = false;
    },
  };
}
