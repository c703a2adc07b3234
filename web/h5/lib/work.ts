// SPDX-License-Identifier: Apache-2.0
// Asks the worker for proof of work and forgets the worker afterwards.
// Where workers are missing or blocked, the page computes itself: slower to the finger, but nobody is shut out.
import { solve } from './sha256'
import WorkWorker from './work.worker?worker'

export interface Challenge {
  challenge: string
  bits: number
}

/** The value of the X-Work header for a challenge. */
export function proveWork({ challenge, bits }: Challenge): Promise<string> {
  return new Promise((resolve) => {
    const done = (nonce: string) => resolve(`${challenge}:${nonce}`)
    // The pause lets the page paint its explanation before it stands still.
    const alone = () => setTimeout(() => done(solve(challenge, bits)), 50)
    let worker: Worker
    try {
      worker = new WorkWorker()
    } catch {
      alone()
      return
    }
    worker.addEventListener('message', (event: MessageEvent<string>) => {
      worker.terminate()
      done(event.data)
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      alone()
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.postMessage({ challenge, bits })
  })
}
