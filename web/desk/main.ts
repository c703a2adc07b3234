// SPDX-License-Identifier: Apache-2.0
// Starts the staff desk.
import { createApp } from 'vue'
import { setUnauthorizedHandler } from '@shared/api/client'
import { startPrefs } from '@shared/prefs'
import '@shared/styles/base.css'
import App from './App.vue'
import './element'
import { router } from './router'
import { forget, session } from './session'
import './theme.css'

setUnauthorizedHandler(() => {
  const had = session.me
  forget()
  const now = router.currentRoute.value
  // The first /auth/me of a visitor is answered 401 too; the router's guard sees to that one.
  if (had && !now.meta.bare) void router.replace({ path: '/login', query: { next: now.fullPath, over: '1' } })
})

startPrefs()
createApp(App).use(router).mount('#app')
