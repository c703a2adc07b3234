// SPDX-License-Identifier: Apache-2.0
/** Esc in an open list closes the list. In a closed one it is meant for the dialog or the panel around it, from which a select of Element
 * Plus would keep it. `keydown` of an ElSelect, while it is captured. */
export function escClosesList(event: Event): void {
  const select = event.currentTarget as HTMLElement
  if ((event as KeyboardEvent).key !== 'Escape' || select.querySelector('[aria-expanded=true]')) return
  event.stopPropagation()
  select.parentElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }))
}
