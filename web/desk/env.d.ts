// SPDX-License-Identifier: Apache-2.0
// What a route says about itself.
import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    /** Any one of these capabilities opens the page; none = everybody logged in. */
    caps?: string[]
    /** Shown without the frame and without a session. */
    bare?: boolean
  }
}
