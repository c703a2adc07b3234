// SPDX-License-Identifier: Apache-2.0
// Proof of work beside the page, so that typing and scrolling stay smooth while a cheap phone computes.
import { solve } from './sha256'

self.addEventListener('message', (event: MessageEvent<{ challenge: string; bits: number }>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
  self.postMessage(solve(event.data.challenge, event.data.bits))
})
