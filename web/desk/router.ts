// SPDX-License-Identifier: Apache-2.0
// Pages of the desk. Each is a chunk of its own; the guard knows who is logged in before any page is shown.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { capsOf } from './menu'
import { can, knowMe, session } from './session'

const page = (path: string, title: string, component: RouteRecordRaw['component'], caps = capsOf(path)) =>
  ({ path, component, meta: { title, caps } }) as RouteRecordRaw

const routes: RouteRecordRaw[] = [
  { path: '/login', component: () => import('./pages/LoginPage.vue'), meta: { title: '登录', bare: true } },
  page('/password', '修改密码', () => import('./pages/PasswordPage.vue')),
  page('/', '我的工作', () => import('./pages/WorkPage.vue')),
  page('/inbox', '收件箱', () => import('./pages/InboxPage.vue')),
  page('/received/:id', '收到的指令', () => import('./pages/ReceivedPage.vue'), ['SELF']),
  page('/handover', '请假代理', () => import('./pages/HandoverPage.vue')),
  page('/intake', '受理坐席', () => import('./pages/IntakePage.vue')),
  page('/hotline', '话务大厅', () => import('./pages/HotlinePage.vue')),
  page('/knowledge', '知识库', () => import('./pages/KnowledgePage.vue')),
  { ...page('/sorting', '待分拣', () => import('./pages/AppealsPage.vue')), props: { queue: true } } as RouteRecordRaw,
  page('/appeals', '诉求查询', () => import('./pages/AppealsPage.vue')),
  page('/sources', '来源统计', () => import('./pages/SourcesPage.vue')),
  page('/accuracy', '归类准确率', () => import('./pages/SortingPage.vue')),
  page('/appeals/:id', '诉求', () => import('./pages/AppealPage.vue'), ['APPEAL_READ', 'CASE_READ']),
  page('/pool', '派单池', () => import('./pages/PoolPage.vue')),
  page('/cases', '案件', () => import('./pages/CasesPage.vue')),
  { ...page('/judging', '研判', () => import('./pages/CasesPage.vue')), props: { kind: 'judging' } } as RouteRecordRaw,
  { ...page('/check', '核查结案', () => import('./pages/CasesPage.vue')), props: { kind: 'check' } } as RouteRecordRaw,
  page('/cases/:id', '案件', () => import('./pages/CasePage.vue'), ['CASE_READ']),
  page('/orders', '工单', () => import('./pages/OrdersPage.vue')),
  page('/orders/:id', '工单', () => import('./pages/OrderPage.vue'), ['HANDLE', 'CASE_READ', ...capsOf('/review')]),
  page('/review', '审核', () => import('./pages/ReviewPage.vue')),
  page('/adjustments', '延期挂账', () => import('./pages/AdjustmentsPage.vue')),
  page('/disputes', '退单裁定', () => import('./pages/DisputesPage.vue')),
  page('/whistles', '吹哨指挥', () => import('./pages/WhistlesPage.vue')),
  page('/whistles/stats', '吹哨统计', () => import('./pages/WhistleStatsPage.vue'), ['BOARD_READ']),
  page('/whistles/:id(\\d+)', '吹哨', () => import('./pages/WhistlePage.vue'), ['CASE_READ', ...capsOf('/whistles')]),
  page('/emergencies', '突发紧急', () => import('./pages/EmergenciesPage.vue')),
  page('/emergencies/:id', '突发紧急', () => import('./pages/EmergencyPage.vue'), ['CASE_READ', 'EMERGENCY_REPORT']),
  page('/hardcases', '疑难件', () => import('./pages/HardCasesPage.vue')),
  page('/hardcases/:id', '疑难件', () => import('./pages/HardCasePage.vue'), ['CASE_READ']),
  page('/hotspots', '热点', () => import('./pages/HotspotsPage.vue')),
  page('/hotspots/:id', '热点', () => import('./pages/HotspotPage.vue'), ['HOTSPOT_READ']),
  page('/precedents', '裁定先例', () => import('./pages/PrecedentsPage.vue'), ['REF_READ']),
  page('/notices', '三单', () => import('./pages/NoticesPage.vue')),
  page('/scores', '考核得分', () => import('./pages/ScoresPage.vue')),
  page('/scores/orders', '考核计数的工单', () => import('./pages/ScoreOrdersPage.vue'), ['BOARD_READ']),
  page('/scores/objections', '考核异议', () => import('./pages/ScoreObjectionsPage.vue'), ['BOARD_READ']),
  page('/accountability', '问责与表扬', () => import('./pages/AccountabilityPage.vue')),
  page('/exclusions', '剔除复核', () => import('./pages/ExclusionsPage.vue')),
  page('/exclusions/counts', '剔除统计', () => import('./pages/ExclusionCountsPage.vue'), ['BOARD_READ']),
  page('/notices/stats', '三单统计', () => import('./pages/NoticeStatsPage.vue'), ['NOTICE_READ']),
  page('/notices/:id', '三单', () => import('./pages/NoticePage.vue'), ['NOTICE_READ']),
  page('/promises', '承诺账', () => import('./pages/PromisesPage.vue')),
  page('/promises/units', '各单位兑现', () => import('./pages/PromiseUnitsPage.vue'), ['CASE_READ']),
  page('/promises/:id(\\d+)', '承诺', () => import('./pages/PromisePage.vue'), ['CASE_READ']),
  page('/callback', '回访', () => import('./pages/CallbacksPage.vue')),
  { path: '/callbacks', redirect: '/callback' },
  page('/callback/:id', '回访', () => import('./pages/CallbackPage.vue'), ['CALLBACK']),
  page('/self', '自办件', () => import('./pages/SelfPage.vue')),
  page('/instructions', '指令', () => import('./pages/InstructionsPage.vue')),
  page('/instructions/new', '发指令', () => import('./pages/InstructionNewPage.vue'), ['INSTRUCT']),
  page('/instructions/:id', '指令', () => import('./pages/InstructionPage.vue'), ['INSTRUCT']),
  page('/visits', '走访与报到', () => import('./pages/VisitsPage.vue')),
  page('/duty-returns', '职责外退回', () => import('./pages/DutyReturnsPage.vue')),
  page('/patrol', '巡查上报', () => import('./pages/PatrolPage.vue')),
  page('/ref/:kind', '基础资料', () => import('./ref/RefPage.vue'), ['REF_READ']),
  page('/calendar', '日历', () => import('./pages/CalendarPage.vue')),
  page('/units', '机构', () => import('./pages/UnitsPage.vue')),
  page('/grids', '网格', () => import('./pages/GridsPage.vue')),
  page('/grids/:id/edit', '调整网格边界', () => import('./pages/GridEditPage.vue'), ['GRID_EDIT']),
  page('/guide/:page?', '使用指南', () => import('./guide/GuidePage.vue'), []),
  page('/outbox', '消息发送', () => import('./pages/OutboxPage.vue')),
  page('/users', '用户', () => import('./pages/UsersPage.vue')),
  page('/grants', '授权', () => import('./pages/GrantsPage.vue')),
  page('/roles', '角色与权限', () => import('./pages/RolesPage.vue')),
  page('/sees', '能看到什么', () => import('./pages/SeesPage.vue')),
  page('/audit', '审计', () => import('./pages/AuditPage.vue')),
  // For whoever builds or judges screens; it shows nothing of the city, so everybody may.
  { path: '/design', component: () => import('./pages/DesignPage.vue'), meta: { title: '设计系统' } },
  { path: '/:rest(.*)*', component: () => import('./pages/MissingPage.vue'), meta: { title: '没有这个页面' } },
]

export const router = createRouter({
  history: createWebHistory('/desk/'),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to) => {
  await knowMe()
  if (to.meta.bare) return session.me && to.path === '/login' ? { path: '/' } : true
  if (!session.me) return { path: '/login', query: to.path === '/' ? {} : { next: to.fullPath } }
  if (session.me.must_change && to.path !== '/password') return { path: '/password' }
  if (to.meta.caps?.length && !can(...to.meta.caps)) return { path: '/forbidden', query: { page: to.meta.title ?? '' } }
  return true
})

router.afterEach((to) => {
  document.title = `${to.meta.title ?? ''} · 应哨`
})
