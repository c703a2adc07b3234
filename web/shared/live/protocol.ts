// SPDX-License-Identifier: Apache-2.0
// What tabs and the stream worker say to each other.
import type { LiveMessage, StreamState } from './sse'

/** `from`: the position from which the topics that are new must be heard. */
export type ToWorker = { type: 'topics'; topics: string[]; from?: number } | { type: 'ping' } | { type: 'bye' }
export type FromWorker =
  | { type: 'message'; message: LiveMessage }
  | { type: 'reset' }
  | { type: 'state'; state: StreamState }
