// SPDX-License-Identifier: Apache-2.0
// A contact with the person who spoke: how, reached or not, what was said. Pure.

export interface ContactDraft {
  method: string
  reached: string
  note: string
  appeal_id: string
}

export const emptyContact = (): ContactDraft => ({ method: '', reached: '', note: '', appeal_id: '' })

/** What is missing, as a sentence; '' when nothing. */
export function contactLacks(contact: ContactDraft): string {
  if (!contact.method) return '请选用什么方式联系的。'
  if (contact.method === 'none') return contact.note.trim() ? '' : '请写明为什么没有联系。'
  if (!contact.reached) return '请选联系上了没有。'
  return ''
}

export function contactBody(contact: ContactDraft): Record<string, unknown> {
  return {
    method: contact.method,
    reached: contact.method !== 'none' && contact.reached === 'yes',
    note: contact.note.trim(),
    ...(contact.appeal_id ? { appeal_id: contact.appeal_id } : {}),
  }
}
