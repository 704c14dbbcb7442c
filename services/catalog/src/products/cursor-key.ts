import type { PrismaClient } from '../generated/prisma/client.ts';
import { cursorCodec, type CursorCodec } from './cursor.ts';

/** The codec with the key that the database keeps for all instances; the key is read when it is first needed. */
export function storedCursorCodec(prisma: PrismaClient): () => Promise<CursorCodec> {
  let codec: CursorCodec | undefined;
  return async () => {
    codec ??= cursorCodec((await prisma.cursorKey.findFirstOrThrow()).value);
    return codec;
  };
}
