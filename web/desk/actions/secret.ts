// SPDX-License-Identifier: Apache-2.0
// Secret reports look and read differently in several places.
export const isSecret = (appeal: { anonymity?: string }): boolean => appeal.anonymity === 'secret'
