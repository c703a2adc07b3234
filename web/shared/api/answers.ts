// SPDX-License-Identifier: Apache-2.0
// Answers of the interface that no screen needs by name yet, one interface for each name in the route tables. Together with
// types.ts they are held against a running city by tests/api/types.test.mjs.
import type { Action, FileInfo, Hints, Ref, SharedDuty } from './types'

export interface Sources {
  from: number
  to: number
  items: {
    source: string
    source_text: string
    place: string
    n: number
    filed: number
    joined: number
  }[]
  total: number
}

export interface Lines {
  lines: string
}

export interface Channel {
  id: string
  code: string
  name: string
  place: string
  place_text?: string
  known: boolean
  upstream: boolean
  public_entry: boolean
  sort: number
  active: boolean
  note: string
  version: number
}

export interface ColourRule {
  id: string
  colour: string
  colour_text?: string
  rank: number
  name: string
  trigger_text: string
  handle_value: number
  handle_unit: string
  handle_unit_text?: string
  dispatch_value: number
  dispatch_unit: string
  dispatch_unit_text?: string
  sign_value: number
  sign_unit: string
  sign_unit_text?: string
  contact_value: number
  contact_unit: string
  contact_unit_text?: string
  words: string
  version: number
  return_value?: number
  return_unit?: string
  return_unit_text?: string
  ruling_value?: number
  ruling_unit?: string
  ruling_unit_text?: string
}

export interface AssetOwner {
  id: string
  kind: string
  town_id: string | null
  town?: string | null
  town_name?: string | null
  unit_id: string | null
  unit?: string
  unit_name?: string
  version: number
}

export interface EventTypeImpact {
  open_cases: number
  waiting: number
  overdue: number
  versions: { version: number; cases: number }[]
}

export interface ReceivedCount {
  unread: number
  open: number
  urgent: number
}

export interface ToCheck {
  id: string
  no: string
  title: string
  colour: string
  address: string
  grid: string
  grid_id: string | null
  lon: number | null
  lat: number | null
  opened_at: number
}

export interface CalendarDay {
  day: number
  working: boolean
  name: string
  source: string
  id?: string
  version?: number
}

export interface CalendarYear {
  days: {
    day: number
    working: boolean
    name: string | null
  }[]
}

export interface CalendarDue {
  due_at: number
  lines: string
}

export interface Domain {
  id: string
  code: string
  name: string
  known: boolean
  types?: number
  version?: number
}

export interface UnitLoad {
  open: number
  overdue: number
  near: number
}

export interface Grid {
  id: string
  code: string
  level: number
  parent_id: string | null
  parent: string | null
  name: string
  special: string
  town_id: string | null
  town: Ref | string | null
  town_name?: string
  community_id: string | null
  community: Ref | string | null
  community_name?: string
  households: number
  lon: number | null
  lat: number | null
  phone: string
  head?: string | null
  level_text: string
  version: number
  wkt?: string
  valid_from?: number
  valid_to?: number | null
  children?: number
  warnings?: string[]
  posts?: {
    id: string
    post: string
    worker_type: string
    user_id: string | null
    name: string
    main: boolean
    valid_from: number
  }[]
  lineage?: { direction: string; id: string; code: string; name: string; at: number; reason: string }[]
}

export interface PublicGrid {
  town: Ref | null
  community: Ref | null
  grid: { id: string; code: string; name: string; level: number }
  card: { head: string; phone: string }
}

export interface GridNode {
  kind: string
  id: string
  code: string
  name: string
  children: number
  households: number
}

export interface Sees {
  can: boolean
  why: string
  roles: {
    role: string
    text: string
    scope: string
    scope_text: string
    unit_id: string | null
    unit: string
    grid_id: string | null
  }[]
}

export interface Token {
  id: string
  name: string
  user: {
    id: string
    name: string
  }
  caps: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

export interface Staff {
  id: string
  name: string
  unit: string
  away?: unknown
}

export interface Post {
  id: string
  unit?: {
    id: string
    name: string
  }
  name: string
  a?: {
    id: string
    name: string
  }
  b?: Ref | null
  on_duty: string
  on_duty_text?: string
  valid_from: number
  valid_to: number | null
  version: number
  unit_id?: string | null
  user_a?: string | null
  user_b?: string | null
}

export interface BoardToday {
  at: number
  scope: string
  unit: string
  intake: {
    today: number
    by_channel: Count[]
    by_family: Count[]
    by_type: Count[]
  }
  open: {
    by_colour: Count[]
    near: number
    over: number
  }
  settled_today: number
  avg_handling_ms: number
  /** The same in working time, as days. */
  avg_working_days: number
  self_handled_today: number
}

export interface BoardTrend {
  from: number
  to: number
  items: {
    day: number
    measure: string
    n: number
  }[]
}

export interface Challenge {
  challenge: string
  bits: number
  expires_at: number
}

interface Count {
  key: string
  n: number
}

export interface Caps {
  roles: { role: string; text: string }[]
  caps: { cap: string; text: string; contractor_barred: boolean }[]
  scopes: { scope: string; text: string }[]
  /** Role → capability → widest scope. */
  grants: Record<string, Record<string, string>>
}

export interface Similar {
  items: SimilarCase[]
  nearby: SimilarCase[]
  same_phone: SimilarCase[]
}

export interface SimilarCase {
  id: string
  no: string
  title: string
  status: string
  status_text: string
  colour: string
  opened_at: number
  why: string
}

export interface Duty {
  lead: Ref | null
  co: Ref[]
  why: string
  shared: SharedDuty[]
  load: { unit_id: string; unit: string; open: number; overdue: number; near?: number }[]
}

export interface RefVersion {
  version: number
  changed_at: number
  changed_by: string | null
  changed_by_name: string
  /** The columns of the row as they were. */
  body: Record<string, unknown>
}

export interface PostVersion {
  version: number
  changed_at: number
  changed_by: string
  changed_by_name: string
  body: Record<string, unknown>
}

export interface UnitTree {
  items: UnitNode[]
}

export interface UnitNode {
  id: string
  parent_id: string | null
  code: string
  name: string
  short_name: string
  kind: string
  active: boolean
  appraised: boolean
  children: UnitNode[]
}

/** Outlines of towns or communities; shared/outlines.ts makes shapes of them. */
export interface Outlines {
  /** Steps in a degree. */
  scale: number
  areas: {
    id: string
    code: string
    name: string
    town_id: string | null
    /** Polygons of rings (the outer one, then holes) of numbers x, y, dx, dy, … in steps. */
    polygons: number[][][]
  }[]
}

export interface GeoJSON {
  type: string
  features: {
    type: string
    id: string
    properties: {
      id: string
      code: string
      name: string
      level?: number
      households?: number
      town_id?: string | null
      community_id?: string | null
    }
    geometry: { type: string; coordinates: unknown[] }
  }[]
}

/** A row of a kind without a type of its own. */
export type RefRow = Record<string, unknown>

export interface IntakeHints {
  hints: Hints
}

export interface SimilarKnown {
  items: {
    ref: string
    matter: string
    place: string
    stage: string
    joined: number
    since: number
  }[]
  needs_place: boolean
}

export interface OrderDuty {
  list: string
  list_text: string
  duty: string
  returned: unknown
}

export interface PlaceFound {
  items: unknown[]
}

export interface MyHandover {
  b: unknown
  away: unknown
  deputy_for: unknown[]
}

export interface Inbox {
  items: unknown[]
  next: unknown
  unread: number
}

export interface Person {
  id: string
  name: string
  unit: string
  sees: boolean
  away: unknown
}

export interface Day {
  at: number
  items: {
    key: string
    id: string
    kind: string
    kind_text: string
    to: string
    case_id: string | null
    no: string
    title: string
    colour: string | null
    address: string
    due_at: number | null
    version: number
    for_name: unknown
    urges: number
    community: {
      id: string
      name: string
    } | null
    action: string
    label: string
  }[]
  counts: {
    kind: string
    text: string
    n: number
    more: boolean
  }[]
  deputy_for: unknown[]
}

export interface PersonLoad {
  id: string | null
  name: string
  unit: {
    id: string
    name: string
  } | null
  open: number
  near: number
  overdue: number
  away: unknown
}

export interface PoolItem {
  id: string
  no: string
  title: string
  colour: string
  colour_text: string
  town: string
  community: string
  address: string
  opened_at: number
  due_at: number | null
  appeals: number
  urges: number
  version: number
  source: string
  status: string
  status_text: string
  clock: { id?: string; left_ms: number; used_micro: number; state: string; text: string } | null
  event_type: { id: string; code: string; name: string } | null
  suggestion: {
    certainty: string
    because: string | null
    lead: Ref | null
    co: Ref[]
    why: string
  }
}

export interface OrderAdjustments {
  may_ask: boolean
  may_resume: boolean
  limit_value: number
  limit_unit: string
  limit_unit_text: string
  items: unknown[]
}

/** A polygon as GeoJSON has it. */
export type GridShape = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] }

/** A re-partition decided now that takes effect later. */
export interface PreparedPartition {
  id: string
  /** "一网格 → 东网格、西网格" */
  title: string
  effective_at: number
  reason: string
  status: string
  status_text: string
  /** Why it could not be carried out. */
  fault: string
  by: string
  created_at: number
  ended_at: number | null
  version: number
}

export interface GridPlan {
  community: { id: string; name: string } | null
  level: number
  level_text: string
  parts: {
    wkt: string
    name: string
    code: string
    phone: string
    households: number
    area_m2: number
    same_id: string | null
    warning: string | null
    from: { id: string; code: string; name: string }[]
    geometry: GridShape | null
  }[]
  old: { id: string; code: string; name: string; version: number; households: number; open_cases: number; ends: boolean }[]
  faults: { text: string; geometry: GridShape | null }[]
  changed: number
  ready: boolean
}

export interface RightsSource {
  role: string
  role_text: string
  reach: string
  reach_text: string
  grant_text: string
  unit: string | null
  grid: string | null
  approved_by: string | null
  approved_at: number | null
}

export interface Rights {
  id: string
  name: string
  unit: string | null
  active: boolean
  contractor: boolean
  grants: {
    role: string
    text: string
    scope: string
    scope_text: string
    unit_id: string | null
    unit: string | null
    grid_id: string | null
  }[]
  caps: { cap: string; text: string; held: boolean; barred: boolean; reach_text: string; from: RightsSource[] }[]
  case?: {
    id: string
    no: string
    status: string
    caps: { cap: string; text: string; held: boolean; can: boolean; from: RightsSource[] }[]
    parties: { kind: string; role: string; name: string }[]
    orders: { no: string; status: string; unit: string; can: string[] }[]
  }
}

export interface GridCodes {
  count: number
  pages: number
  city: string
  hotline: string
  cards: {
    id: string
    code: string
    name: string
    place: string
    phone: string
    address: string
    people: { label: string; text: string }[]
  }[]
}

export interface OrderDisputes {
  may_ask: boolean
  designated: boolean
  items: unknown[]
}

export interface Seat {
  state: string
  state_text: string
  zone: unknown
  zone_text: unknown
  expert: unknown
  expert_text: unknown
  extension: unknown
  reason: unknown
  since: unknown
  until: unknown
  now: number
  demo: boolean
  call: unknown
}

export interface HotlineBoard {
  seats: unknown[]
  waiting: unknown[]
  today: {
    calls: number
    answered: number
    abandoned: number
    wait_s: unknown
    talk_s: unknown
  }
  at: number
}

export interface PlaceCases {
  items: unknown[]
}

export interface KnowledgeRow {
  id: string
  code: string
  title: string
  teaser: string
  keywords: string
  owner: {
    id: string
    name: string
  }
  status: string
  status_text: string
  valid_until: number
  reviewed_at: number | null
  corrections: number
  stale: number
  uses: number
  open_to_public: boolean
  version: number
}

export interface KnowledgeHealth {
  items: {
    unit: {
      id: string
      name: string
    }
    articles: number
    published: number
    expired: number
    soon: number
    corrections: number
    late: number
  }[]
}

export interface Knowledge {
  id: string
  code: string
  title: string
  body: string
  keywords: string
  source: string
  owner_unit_id: string | null
  owner: {
    id: string
    name: string
  }
  valid_until: number
  event_types: string
  open_to_public: boolean
  status: string
  status_text: string
  reviewed_at: number | null
  version: number
  may_edit: boolean
  actions: Action[]
  corrections: unknown[]
}

export interface KnowledgeFound {
  items: unknown[]
}

export interface KnowledgeRef {
  id: string
  code: string
  title: string
  body: string
  keywords: string
  source: string
  owner_unit_id: string | null
  owner_unit?: string
  owner_unit_name?: string
  valid_until: number
  event_types: string
  open_to_public: boolean
  status?: string
  version: number
  initials?: string
}

export interface Preferences {
  items: unknown[]
}

export interface SavedViews {
  items: unknown[]
}

export interface CallRow {
  id: string
  no: string
  direction: string
  direction_text: string
  zone: string
  zone_text: string
  expert: string
  expert_text: string
  state: string
  state_text: string
  outcome: string
  outcome_text: string
  agent: string
  started_at: number
  wait_s: number
  talk_s: number | null
  warnings: number
  appeal_id: string | null
  appeal_no: string | null
  recording: string
  note: string
}

export interface Call {
  id: string
  no: string
  zone: string
  zone_text: string
  expert_text: string
  queue: string
  state: string
  state_text: string
  outcome: string
  adapter: string
  adapter_text: string
  by_phone: boolean
  started_at: number
  answered_at: number | null
  ended_at: number | null
  warnings: number
  appeal_id: string | null
  case_id: string | null
  recording: string
  note: string
  version: number
  caller: {
    number_masked: string | null
    calls: number
    appeals: number
    name_masked: string | null
    flags: unknown[]
    history: {
      id: string
      no: string
      title: string
      status: string
      status_text: string
      at: number
      tell: string
      case: {
        id: string
        no: string
        status: string
        status_text: string
        open: boolean
        unit: Ref | null
        dispatched_at: number | null
        due_at: number | null
        late: boolean
        urges: number
      } | null
    }[]
  }
  transfers: {
    id: string
    target: string
    target_text: string
    reason: string
    by: string
    started_at: number
    joined_at: number | null
    ended_at: number | null
    status: string
    status_text: string
    outcome: string
    result: string
    version: number
    said: {
      who: string
      text: string
      at: number
    }[]
  }[]
}

export interface TransferRow {
  id: string
  call_id: string
  call_no: string
  target: string
  target_text: string
  name: string
  reason: string
  by: string
  started_at: number
  joined_at: number | null
  ended_at: number | null
  outcome: string
  outcome_text: string
  result: string
  appeal_id: string | null
}

export interface FlagRow {
  id: string
  kind: string
  kind_text: string
  note: string
  call_no: string
  by: string
  set_at: number
  until: number
  status: string
  status_text: string
  decision: string
  over: boolean
  own: boolean
  version: number
}

export interface Instruction {
  id: string
  no: string
  title: string
  urgency: string
  urgency_text: string
  asks: string
  asks_text: string
  scope_text: string
  issuer: string
  unit: string
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  total: number
  unread: number
  relayed: number
  done: number
  ended_at: number | null
  version: number
}

export interface InstructionPage {
  id: string
  no: string
  title: string
  body: string
  relay_text: string
  urgency: string
  urgency_text: string
  asks: string
  scope_text: string
  issuer: string
  unit: Ref
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  reminded_at: number | null
  ended_at: number | null
  end_note: string
  version: number
  actions: Action[]
  board: {
    unit: Ref
    total: number
    unread: number
    relayed: number
    done: number
  }[]
  total: number
  unread: number
  relayed: number
  done: number
  files: FileInfo[]
}

export interface Receipt {
  id: string
  name: string
  unit: string
  grid: string
  status: string
  status_text: string
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  reminded_at: number | null
  note: string
}

export interface ReceivedItem {
  id: string
  instruction_id: string
  title: string
  urgency: string
  urgency_text: string
  asks: string
  issuer: string
  unit: string
  state: string
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  reminded_at: number | null
}

export interface ReceivedPage {
  id: string
  instruction_id: string
  no: string
  title: string
  body: string
  relay_text: string
  urgency: string
  urgency_text: string
  asks: string
  issuer: string
  unit: Ref
  state: string
  end_note: string
  status: string
  status_text: string
  sent_at: number
  due_at: number | null
  read_at: number | null
  relayed_at: number | null
  done_at: number | null
  reminded_at: number | null
  note: string
  actions: Action[]
  files: FileInfo[]
}

export interface VisitItem {
  id: string
  no: string
  kind: string
  kind_text: string
  status: string
  status_text: string
  at: number | null
  plan_day: number | null
  town: string
  community: string
  grid: string
  place: string
  matter: string
  done: string
  found: string
  found_text: string
  needs: string
  force_kind: string
  force_kind_text: string
  people: string
  people_unit: string
  user: string
  reminded_at: number | null
  version: number
}

export interface Visit {
  id: string
  no: string
  kind: string
  status: string
  status_text: string
  grid: {
    id: string
    code: string
    name: string
  }
  town: Ref
  community: Ref
  user: string
  at: number | null
  plan_day: number | null
  reminded_at: number | null
  force_kind: string
  people: string
  people_unit: string
  place: string
  person: string | null
  matter: string
  done: string
  needs: string
  found: string
  case_id: string | null
  parent_id: string | null
  version: number
  actions: Action[]
  files: FileInfo[]
  following: unknown[]
}

export interface Correction {
  id: string
  article_id: string | null
  title: string
  owner: string
  reason: string
  reason_text: string
  note: string
  by: string
  by_unit: string
  at: number
  due_at: number | null
  status: string
  status_text: string
  answer: string
  answered_at: number | null
  may_answer: boolean
  version: number
}

export interface Handover {
  id: string
  user: Ref
  deputy: Ref
  unit: Ref
  from_at: number | null
  to_at: number | null
  reason: string
  ended_at: number | null
  version: number
}
