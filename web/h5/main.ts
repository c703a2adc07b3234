// SPDX-License-Identifier: Apache-2.0
// Start of the citizens' and grid workers' face.
import { createApp } from 'vue'
import 'vant/es/style/base.css'
import './styles/h5.css'
import App from './App.vue'
import { startPwa } from './lib/pwa'
import { applyTextSize, sizeFromAddress } from './lib/size'
import { dropPhotos } from './lib/photo-store'
import { DRAFT_DAYS } from './lib/draft'
import { restoreWaiting, startOutbox } from './citizen/outbox'
import { router } from './router'

applyTextSize()
sizeFromAddress(window.location.search)
void restoreWaiting().then(() => {
  createApp(App).use(router).mount('#app')
  startOutbox()
})
startPwa()
// Photos of forgotten drafts do not stay on the phone.
void dropPhotos(null, Date.now() - DRAFT_DAYS * 86_400_000)
