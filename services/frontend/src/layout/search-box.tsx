import type { VNode } from 'preact';
import { searchPath } from '../pages/paths.ts';
import { MAX_QUERY_LENGTH } from '../products/search-query.ts';

/** @param props.words what the page was searched for */
export function SearchBox({ words }: { words: string | undefined }): VNode {
  return (
    <form class="search-box" role="search" action={searchPath()}>
      <label class="visually-hidden" for="search-words">
        Search models
      </label>
      <input
        id="search-words"
        type="search"
        name="q"
        value={words}
        maxLength={MAX_QUERY_LENGTH}
        placeholder="Search models"
        autocomplete="off"
        enterkeyhint="search"
      />
      <button>
        <svg class="search-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M8.5 2.5l4.2 1.8 1.8 4.2-1.8 4.2-4.2 1.8-4.2-1.8-1.8-4.2 1.8-4.2zM12.9 12.9L18 18" />
        </svg>
        <span class="visually-hidden">Search</span>
      </button>
    </form>
  );
}
