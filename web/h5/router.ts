// SPDX-License-Identifier: Apache-2.0
// Pages under /h5/. Citizens need no account; everything under /work asks for one.
import { createRouter, createWebHistory } from 'vue-router'
import HomePage from './citizen/HomePage.vue'
import { isLoggedIn } from './work/session'

declare module 'vue-router' {
  interface RouteMeta {
    account?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory('/h5/'),
  routes: [
    { path: '/', name: 'home', component: HomePage },
    { path: '/report', name: 'report', component: () => import('./citizen/ReportPage.vue'), props: { kind: 'citizen' } },
    { path: '/enterprise', name: 'enterprise', component: () => import('./citizen/ReportPage.vue'), props: { kind: 'enterprise' } },
    { path: '/receipt', name: 'receipt', component: () => import('./citizen/ReceiptPage.vue') },
    { path: '/track', name: 'track', component: () => import('./citizen/TrackPage.vue') },
    { path: '/rate', name: 'rate', component: () => import('./citizen/RatePage.vue') },
    { path: '/thanks', name: 'thanks', component: () => import('./citizen/ThanksPage.vue') },
    { path: '/about', name: 'about', component: () => import('./citizen/AboutPage.vue') },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./citizen/LostPage.vue') },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (!to.meta.account) return true
  return (await isLoggedIn()) || { name: 'login', query: { to: to.fullPath } }
})

// After a new version was installed, chunks of the old one are gone: load the page anew instead of standing still.
router.onError((error, to) => {
  if (/dynamically imported module|Importing a module script failed|preload/i.test(String(error)) && navigator.onLine) {
    window.location.assign(`/h5${to.fullPath}`)
  }
})
