// SPDX-License-Identifier: Apache-2.0
// The installed side of the face: its service worker, a new version that waits to be taken, and the offer to put the page on
// the home screen. Where a browser has none of it, nothing is missing.
import { readonly, ref } from 'vue'

const waiting = ref<ServiceWorker | null>(null)
/** A new version lies ready. */
export const updateReady = readonly(waiting)

interface InstallEvent extends Event {
  prompt(): Promise<void>
}
const offer = ref<InstallEvent | null>(null)
/** The browser would put the page on the home screen. */
export const installable = readonly(offer)

export async function install(): Promise<void> {
  const event = offer.value
  offer.value = null
  await event?.prompt()
}

/** The new version takes over and the page starts anew with it; drafts lie on the phone. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true })
  waiting.value?.postMessage('take over')
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // The very first installation is no update.
    if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting
  }
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  // A page that stays open for days asks now and then.
  const ask = () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => {})
  }
  setInterval(ask, 3_600_000)
}

// The page that was asked for has the line for itself first.
const begin = () => setTimeout(() => void navigator.serviceWorker.register('/h5/sw.js', { scope: '/h5/' }).then((found?: ServiceWorkerRegistration) => found && follow(found), () => {}), 1500)

export function startPwa(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    offer.value = event as InstallEvent
  })
  window.addEventListener('appinstalled', () => (offer.value = null))
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}
