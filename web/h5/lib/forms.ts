// SPDX-License-Identifier: Apache-2.0
// What forms share: leading the eye and the keyboard to the first thing that is missing.
import { nextTick } from 'vue'

/** Scrolls to the first field with an error and puts the cursor there. */
export async function showFirstError(): Promise<void> {
  await nextTick()
  const first = document.querySelector<HTMLElement>('main [aria-invalid="true"], main .field-error')
  const field = first?.closest<HTMLElement>('.field, fieldset, .card') ?? first
  field?.scrollIntoView({ block: 'center' })
  const control = first?.matches('input, textarea') ? first : field?.querySelector<HTMLElement>('input, textarea, button')
  control?.focus({ preventScroll: true })
}
