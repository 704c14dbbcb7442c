import { refreshLiveParts } from './live-parts.ts';
import { allowReload } from './reload-guard.ts';
import { voteInPlace } from './vote-in-place.ts';
import { reloadAfterVotes } from './vote-memory.ts';

// Every page works without this script. It only spares a visitor the reload after a vote, and a watcher of the status
// page the reload altogether.
allowReload();
voteInPlace();
reloadAfterVotes();
refreshLiveParts();
