// SPDX-License-Identifier: Apache-2.0
// The query code 查询码: sixteen characters of Crockford's base 32, written in groups of four.

export const RECEIPT_LENGTH = 16

/** What a person typed, as the server wants it: no blanks or dashes, capitals, O as 0, I and L as 1. */
export function cleanReceipt(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, RECEIPT_LENGTH)
}

/** Written so that it can be read out: ABCD-EFGH-JKMN-PQRS. */
export function showReceipt(receipt: string): string {
  return cleanReceipt(receipt).replace(/(.{4})(?=.)/g, '$1-')
}
