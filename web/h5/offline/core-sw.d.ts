// SPDX-License-Identifier: Apache-2.0
// A second copy of a module, for the service worker: its bundle must not share chunks with the pages.
declare module '*?own' {
  export function drain(changed?: (item: unknown) => void, force?: boolean): Promise<void>
}
