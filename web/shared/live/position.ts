// SPDX-License-Identifier: Apache-2.0
// Where the server's messages were when this page last read something: whatever is read from now on shows at least what is told up to
// here, so that a stream opened from here misses nothing of it. 0: nothing was read yet.
let reached = 0

export const position = (): number => reached

/** Of an answer's Live-Position, or the id of an event. */
export function notePosition(at: string | number | null): void {
  const found = Number(at)
  if (found > reached) reached = found
}
