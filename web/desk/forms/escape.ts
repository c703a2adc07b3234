// SPDX-License-Identifier: Apache-2.0
/** Esc in an open list closes the list, not the dialog or the panel around it. `keydown` of an ElSelect. */
export function escClosesList(event: Event): void {
  const select = event.currentTarget as HTMLElement
  if ((event as KeyboardEvent).key === 'Escape' && select.querySelector('[aria-expanded=true]')) event.stopPropagation()
}
