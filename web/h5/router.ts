// SPDX-License-Identifier: Apache-2.0
// Pages under /h5/. Citizens need no account; everything under /work asks for one.
import { createRouter, createWebHistory } from 'vue-router'
import { setUnauthorizedHandler } from '@shared/api/client'
import HomePage from './citizen/HomePage.vue'
import { say } from './lib/say'
import { isLoggedIn, me, sessionOver } from './work/session'

declare module 'vue-router' {
  interface RouteMeta {
    account?: boolean
    /** No page of the city: never fetched ahead. */
    aside?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory('/h5/'),
  routes: [
    { path: '/', name: 'home', component: HomePage },
    { path: '/report', name: 'report', component: () => import('./citizen/ReportPage.vue') },
    { path: '/enterprise', name: 'enterprise', component: () => import('./citizen/EnterprisePage.vue') },
    { path: '/receipt', name: 'receipt', component: () => import('./citizen/ReceiptPage.vue') },
    { path: '/waiting', name: 'waiting', component: () => import('./citizen/WaitingPage.vue') },
    { path: '/track', name: 'track', component: () => import('./citizen/TrackPage.vue') },
    { path: '/rate', name: 'rate', component: () => import('./citizen/RatePage.vue') },
    { path: '/thanks', name: 'thanks', component: () => import('./citizen/ThanksPage.vue') },
    { path: '/about', name: 'about', component: () => import('./citizen/AboutPage.vue') },
    { path: '/work/login', name: 'login', component: () => import('./work/LoginPage.vue') },
    {
      path: '/work',
      meta: { account: true },
      children: [
        { path: '', name: 'tasks', component: () => import('./work/TasksPage.vue') },
        { path: 'orders/:id(\\d+)', name: 'order', component: () => import('./work/OrderPage.vue'), props: true },
        { path: 'orders/:id(\\d+)/submit', name: 'submit', component: () => import('./work/SubmitPage.vue'), props: true },
        { path: 'report', name: 'patrol', component: () => import('./work/PatrolPage.vue') },
        { path: 'emergency', name: 'emergency', component: () => import('./work/EmergencyPage.vue') },
        { path: 'self', name: 'self', component: () => import('./work/SelfPage.vue') },
        { path: 'self/new', name: 'self-new', redirect: { name: 'patrol', query: { self: '1' } } },
        { path: 'check', name: 'check', component: () => import('./work/CheckPage.vue') },
        { path: 'cases/:id(\\d+)', name: 'case', component: () => import('./work/CasePage.vue'), props: true },
        { path: 'outbox', name: 'outbox', component: () => import('./work/OutboxPage.vue') },
        { path: 'received', name: 'received', component: () => import('./work/ReceivedPage.vue') },
        { path: 'received/:id(\\d+)', name: 'received-one', component: () => import('./work/ReceivedOnePage.vue'), props: true },
        { path: 'instruct', name: 'instruct', component: () => import('./work/InstructPage.vue') },
        { path: 'visits', name: 'visits', component: () => import('./work/VisitsPage.vue') },
        { path: 'visits/new', name: 'visit-new', component: () => import('./work/VisitNewPage.vue') },
        { path: 'visits/:id(\\d+)', name: 'visit', component: () => import('./work/VisitPage.vue'), props: true },
        { path: 'verify/:id(\\d+)', name: 'verify', component: () => import('./work/VerifyPage.vue'), props: true },
        { path: 'whistles/:id(\\d+)', name: 'whistle', component: () => import('./work/WhistlePage.vue'), props: true },
        { path: 'whistle-in', name: 'whistle-in', component: () => import('./work/CheckInPage.vue') },
        { path: 'duties', name: 'duties', component: () => import('./work/DutiesPage.vue') },
        { path: 'mine', name: 'mine', component: () => import('./work/MinePage.vue') },
        { path: 'password', name: 'password', component: () => import('./work/PasswordPage.vue') },
      ],
    },
    // For whoever builds or judges screens; it shows nothing of the city.
    { path: '/design', name: 'design', meta: { aside: true }, component: () => import('./design/DesignPage.vue') },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./citizen/LostPage.vue') },
  ],
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash ? { el: to.hash } : { top: 0 }),
})

router.beforeEach(async (to) => {
  if (!to.meta.account) return true
  if (!(await isLoggedIn())) return { name: 'login', query: { to: to.fullPath } }
  return me.value?.must_change && to.name !== 'password' ? { name: 'password' } : true
})

// A session that ends while a page is open: log in again and come back to where it was.
setUnauthorizedHandler(() => {
  const at = router.currentRoute.value
  if (!at.meta.account) return
  sessionOver()
  void router.replace({ name: 'login', query: { to: at.fullPath } })
})

/** Fetches the pages a person will go to next, so that they also open where there is no network. */
function fetchAhead(): void {
  const work = router.currentRoute.value.path.startsWith('/work')
  for (const route of router.getRoutes()) {
    const load: unknown = route.components?.default
    if (typeof load === 'function' && !route.meta.aside && route.path.startsWith('/work') === work) void (load as () => Promise<unknown>)().catch(() => {})
  }
}

let ahead = ''
router.afterEach((to) => {
  const face = to.path.startsWith('/work') ? 'work' : 'citizen'
  if (face === ahead) return
  ahead = face
  // Not before the page that was asked for has had the line for itself.
  setTimeout(fetchAhead, 2500)
})

router.onError((error, to) => {
  if (!/dynamically imported module|Importing a module script failed|preload/i.test(String(error))) return
  // After a new version was installed the chunks of the old one are gone: load the page anew.
  if (navigator.onLine) window.location.assign(`/h5${to.fullPath}`)
  else say('网络不通，这一页现在打不开。')
})
