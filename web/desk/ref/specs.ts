// SPDX-License-Identifier: Apache-2.0
// Reference data as tables: columns, filters and fields of each kind. RefPage.vue draws them all.
// Field names are the column names of sql/migrations/0001.
import { nameOf, type Ref } from '@shared/api/types'
import type { Column, Filter } from '@shared/components/table'
import {
  COLOUR,
  DUTY_LEVEL,
  DUTY_LIST,
  EVIDENCE,
  FAMILY,
  LEAD_RULE,
  LIMIT_UNIT,
  PRINCIPLE,
  REVIEW,
  TEXT_KIND,
  TYPE,
  UNIT_KIND,
  options,
  text,
} from '@shared/enums'
import type { Field, Values } from '../forms/fields'

export type RefRow = { id: string; version?: number } & Record<string, unknown>

export interface RefSpec {
  kind: string
  title: string
  hint?: string
  columns: Column[]
  filters: Filter[]
  fields: Field[]
  /** Capability that may edit. */
  edit: string
  /** How a cell reads when it is not the plain value. */
  cell?: Record<string, (row: RefRow) => string>
  fresh?: Values
  /** CSV out and in, or only out. */
  csv: 'both' | 'out'
  impact?: boolean
  /** Keys that cannot be changed any more once the row exists. */
  fixed?: string[]
  /** Rows can be changed but not added. */
  closed?: boolean
}

const yes = (row: RefRow, key: string) => (row[key] ? '是' : '否')
const limit = (value: unknown, unit: unknown) => `${String(value ?? '')} ${text(LIMIT_UNIT, String(unit ?? ''))}`
const q: Filter = { key: 'q', label: '代码或名称', type: 'text' }
const active: Filter = { key: 'active', label: '状态', type: 'select', options: [{ value: '1', text: '在用' }, { value: '0', text: '停用' }] }
const duration = (prefix: string, label: string): Field[] => [
  { key: `${prefix}_value`, label: `${label}`, type: 'number', required: true },
  { key: `${prefix}_unit`, label: `${label}的单位`, type: 'select', required: true, options: options(LIMIT_UNIT) },
]

/** An item of the event list, a class or a domain of it. */
const itemOf = (row: RefRow) => `${String(row.item)} ${String(row.item_name ?? '')}`
const NOTICE_KIND = [
  { value: 'hint', text: '提示单' },
  { value: 'supervise', text: '督办单' },
  { value: 'warn', text: '警示单' },
]
const NOTICE_SUBJECT = [
  { value: 'single', text: '单件' },
  { value: 'key_work', text: '重点工作' },
  { value: 'hot', text: '热点问题' },
  { value: 'field', text: '分管领域' },
]
const wordOf = (list: { value: string; text: string }[], value: unknown) => list.find((one) => one.value === value)?.text ?? String(value ?? '')

const PLACE_KINDS = Object.entries({
  estate: '小区', road: '道路', landmark: '地标', school: '学校', hospital: '医院', park: '公园广场', market: '市场', company: '企业',
  shop: '店铺', stop: '公交站', office: '机关单位', crossing: '路口', village: '村庄', other: '其他',
}).map(([value, name]) => ({ value, text: name }))

export const REFS: Record<string, RefSpec> = {
  channels: {
    kind: 'channels',
    title: '渠道',
    hint: '线上 12 个、线下 3 个。名称还不知道的先标“待补充”，由客户补上。',
    edit: 'RULE_EDIT',
    csv: 'both',
    columns: [
      { key: 'code', title: '代码', width: '120px' },
      { key: 'name', title: '名称' },
      { key: 'place', title: '线上/线下' },
      { key: 'upstream', title: '上级转来' },
      { key: 'public_entry', title: '群众可直接提交' },
      { key: 'active', title: '状态' },
    ],
    filters: [q, active],
    cell: {
      place: (row) => (row.place === 'online' ? '线上' : '线下'),
      upstream: (row) => yes(row, 'upstream'),
      public_entry: (row) => yes(row, 'public_entry'),
      name: (row) => `${String(row.name)}${row.known === 0 || row.known === false ? '（待补充）' : ''}`,
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: { place: 'online', known: true, active: true },
    fields: [
      { key: 'code', label: '代码', type: 'text', required: true, max: 30 },
      { key: 'name', label: '名称', type: 'text', required: true, max: 60 },
      { key: 'place', label: '线上/线下', type: 'radio', required: true, options: [{ value: 'online', text: '线上' }, { value: 'offline', text: '线下' }] },
      { key: 'sort', label: '排序', type: 'number' },
      { key: 'known', label: '名称已确定', type: 'check' },
      { key: 'upstream', label: '由上级平台转来（有来源编号和上级时限）', type: 'check' },
      { key: 'public_entry', label: '群众可直接提交', type: 'check' },
      { key: 'active', label: '在用', type: 'check' },
      { key: 'note', label: '说明', type: 'text', max: 200, wide: true },
    ],
  },
  domains: {
    kind: 'domains',
    title: '领域',
    fixed: ['code'],
    hint: '事项清单的 16 个领域。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    columns: [
      { key: 'code', title: '代码', width: '100px' },
      { key: 'name', title: '名称' },
    ],
    filters: [q],
    cell: { name: (row) => `${String(row.name)}${row.known === 0 || row.known === false ? '（待补充）' : ''}` },
    fresh: { known: true },
    fields: [
      { key: 'code', label: '代码（2 位）', type: 'text', required: true, max: 2 },
      { key: 'name', label: '名称', type: 'text', required: true, max: 30 },
      { key: 'known', label: '名称已确定', type: 'check' },
    ],
  },
  'event-types': {
    kind: 'event-types',
    title: '事项清单',
    fixed: ['code'],
    hint: '什么样的诉求、该谁负责、多长时间、要什么佐证。修改只影响以后派出的案件，在办案件按派单时的版本。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    impact: true,
    columns: [
      { key: 'code', title: '代码', width: '90px', sorts: ['code'] },
      { key: 'name', title: '事项' },
      { key: 'class_name', title: '类' },
      { key: 'colour', title: '分级', width: '70px' },
      { key: 'limit', title: '时限', width: '90px' },
      { key: 'lead', title: '主办' },
      { key: 'principle', title: '原则', width: '60px' },
      { key: 'evidence', title: '佐证' },
      { key: 'review', title: '审核' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [
      { ...q, label: '代码、名称或群众说法' },
      { key: 'domain', label: '领域', type: 'slot' },
      { key: 'colour', label: '诉求分级', type: 'select', options: options(COLOUR) },
      { key: 'lead_rule', label: '主办怎么定', type: 'select', options: options(LEAD_RULE) },
      { key: 'unit', label: '主办单位', type: 'slot' },
      { key: 'family', label: '类别', type: 'select', options: options(FAMILY) },
      active,
    ],
    cell: {
      limit: (row) => limit(row.limit_value, row.limit_unit),
      lead: (row) =>
        row.lead_rule === 'fixed'
          ? String(row.lead_unit_name ?? '')
          : row.lead_rule === 'owner'
            ? `权属单位（${String(row.owner_kind ?? '')}）`
            : text(LEAD_RULE, String(row.lead_rule)),
      principle: (row) => text(PRINCIPLE, String(row.principle)),
      evidence: (row) => text(EVIDENCE, String(row.evidence)),
      review: (row) => text(REVIEW, String(row.review)),
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: {
      principle: 'statutory',
      lead_rule: 'fixed',
      colour: 'green',
      limit_value: '3',
      limit_unit: 'working_day',
      evidence: 'photo',
      review: 'unit',
      family: 'people',
      type: 'help',
      callback: true,
      appraised: true,
      active: true,
    },
    fields: [
      { key: 'code', label: '代码（领域 2 + 类 2 + 项 3）', type: 'text', required: true, max: 7 },
      { key: 'name', label: '名称', type: 'text', required: true, max: 30 },
      { key: 'class_name', label: '类', type: 'text', required: true, max: 20 },
      { key: 'std_code', label: '国标代码', type: 'text', max: 10 },
      { key: 'principle', label: '确定原则', type: 'radio', required: true, options: options(PRINCIPLE) },
      { key: 'lead_rule', label: '主办怎么定', type: 'radio', required: true, options: options(LEAD_RULE) },
      { key: 'lead_unit_id', label: '主办单位', type: 'unit', required: true, when: (v) => v.lead_rule === 'fixed' },
      { key: 'owner_kind', label: '设施种类', type: 'text', required: true, max: 20, when: (v) => v.lead_rule === 'owner', help: '如 路灯、井盖，与“权属单位”表一致。' },
      { key: 'co_units', label: '协办单位代码（分号隔开）', type: 'text', max: 200, help: '“town”表示属地镇街。' },
      { key: 'colour', label: '诉求分级', type: 'colour', required: true },
      { key: 'limit_value', label: '办理时限', type: 'number', required: true },
      { key: 'limit_unit', label: '时限单位', type: 'select', required: true, options: options(LIMIT_UNIT) },
      { key: 'evidence', label: '佐证要求', type: 'select', required: true, options: options(EVIDENCE) },
      { key: 'review', label: '审核层级', type: 'select', required: true, options: options(REVIEW) },
      { key: 'closing_standard', label: '办结标准', type: 'textarea', rows: 2, max: 200, required: (v) => !!v.active },
      { key: 'family', label: '类别', type: 'select', required: true, options: options(FAMILY) },
      { key: 'type', label: '通常类型', type: 'select', required: true, options: options(TYPE) },
      { key: 'callback', label: '要回访', type: 'check' },
      { key: 'appraised', label: '计入考核', type: 'check' },
      { key: 'sensitive', label: '敏感事项', type: 'check' },
      { key: 'joinable', label: '公共设施：群众能看到在办的并一起跟进（工资、土地、个人、企业、信访不可以）', type: 'check' },
      { key: 'active', label: '在用', type: 'check' },
      { key: 'statutory_stages', label: '可进入的法定程序', type: 'text', max: 200, wide: true },
      { key: 'legal_basis', label: '法律依据', type: 'text', max: 200, wide: true, required: (v) => v.principle === 'statutory' },
      { key: 'keywords', label: '群众的说法（分号隔开）', type: 'textarea', rows: 2, max: 600 },
      { key: 'description', label: '说明', type: 'textarea', rows: 2, max: 300 },
    ],
  },
  colours: {
    kind: 'colours',
    title: '分级规则',
    closed: true,
    hint: '诉求分级的触发条件与四个时限：办理、派单、签收、首次联系。时限从红到绿不能变短。',
    edit: 'RULE_EDIT',
    csv: 'both',
    columns: [
      { key: 'colour', title: '分级', width: '80px' },
      { key: 'trigger_text', title: '什么情况' },
      { key: 'handle', title: '办理', width: '100px' },
      { key: 'dispatch', title: '派单', width: '100px' },
      { key: 'sign', title: '签收', width: '100px' },
      { key: 'contact', title: '首次联系', width: '100px' },
    ],
    filters: [],
    cell: {
      handle: (row) => limit(row.handle_value, row.handle_unit),
      dispatch: (row) => limit(row.dispatch_value, row.dispatch_unit),
      sign: (row) => limit(row.sign_value, row.sign_unit),
      contact: (row) => limit(row.contact_value, row.contact_unit),
    },
    fields: [
      { key: 'name', label: '名称', type: 'text', required: true, max: 20 },
      { key: 'trigger_text', label: '什么情况', type: 'textarea', required: true, rows: 3, max: 300 },
      ...duration('handle', '办理时限'),
      ...duration('dispatch', '派单时限'),
      ...duration('sign', '签收时限'),
      ...duration('contact', '首次联系时限'),
      { key: 'words', label: '提级词（分号隔开）', type: 'textarea', rows: 2, max: 1000 },
    ],
  },
  'grid-duties': {
    kind: 'grid-duties',
    title: '网格员职责清单',
    hint: '主责清单是网格员该做的，协助清单是配合别人做的；两张清单都没有的事，网格员可以退回给派单人。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    columns: [
      { key: 'event_type_name', title: '事项' },
      { key: 'list', title: '清单', width: '90px' },
      { key: 'duty', title: '网格员做什么' },
      { key: 'basis', title: '依据' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [q, { key: 'list', label: '清单', type: 'select', options: [{ value: 'main', text: '主责' }, { value: 'assist', text: '协助' }] }, active],
    cell: { list: (row) => (row.list === 'main' ? '主责' : '协助'), active: (row) => (row.active ? '在用' : '停用') },
    fresh: { list: 'main', active: true },
    fields: [
      { key: 'event_type_id', label: '事项', type: 'eventType', required: true, wide: true },
      { key: 'list', label: '清单', type: 'radio', required: true, options: [{ value: 'main', text: '主责' }, { value: 'assist', text: '协助' }] },
      { key: 'duty', label: '网格员做什么', type: 'textarea', required: true, rows: 2, max: 300 },
      { key: 'basis', label: '依据', type: 'text', max: 200, wide: true },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  coresp: {
    kind: 'coresp',
    title: '同责清单',
    hint: '部门与镇街共同负责的事项：部门接到哨令或派单建议后怎么报到响应，考核时分担多少。同一事项按最细的一级（项、类、领域）。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    columns: [
      { key: 'town_id', title: '镇街' },
      { key: 'unit_id', title: '同责部门' },
      { key: 'item', title: '事项', sorts: ['item'] },
      { key: 'duty', title: '报到响应' },
      { key: 'limit', title: '响应时限', width: '100px' },
      { key: 'share', title: '分担', width: '150px' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [
      { key: 'town', label: '镇街', type: 'slot' },
      { key: 'unit', label: '同责部门', type: 'slot' },
      { key: 'item', label: '事项编码', type: 'text' },
      active,
    ],
    cell: {
      town_id: (row) => String(row.town_name ?? ''),
      unit_id: (row) => String(row.unit_name ?? ''),
      item: itemOf,
      limit: (row) => limit(row.limit_value, row.limit_unit),
      share: (row) => `部门 ${String(row.share)}%，镇街 ${100 - Number(row.share)}%`,
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: { limit_value: '2', limit_unit: 'working_hour', share: '50', active: true },
    fields: [
      { key: 'town_id', label: '镇街', type: 'unit', kinds: ['town'], required: true },
      { key: 'unit_id', label: '同责部门', type: 'unit', required: true },
      { key: 'item', label: '事项编码', type: 'text', required: true, max: 7, help: '7 位为一项，前 4 位为一类，前 2 位为一个领域。' },
      { key: 'duty', label: '报到响应', type: 'textarea', required: true, rows: 2, max: 300 },
      ...duration('limit', '响应时限'),
      { key: 'share', label: '部门分担（%）', type: 'number', required: true, help: '其余由镇街分担；同一事项各部门合计不超过 100%。' },
      { key: 'basis', label: '依据', type: 'text', max: 200, wide: true },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  'level-duties': {
    kind: 'level-duties',
    title: '履职事项清单',
    hint: '镇街和村居该做什么：基本履职自己做，配合履职只配合、不计考核，上级收回的不能派下来；村居清单和网格员职责清单都没有的事，不能派给村居。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    columns: [
      { key: 'level', title: '层级', width: '70px' },
      { key: 'item', title: '事项', sorts: ['item'] },
      { key: 'list', title: '清单', width: '100px' },
      { key: 'unit_id', title: '牵头部门' },
      { key: 'basis', title: '依据' },
      { key: 'valid_to', title: '有效期至', width: '110px' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [
      { key: 'level', label: '层级', type: 'select', options: options(DUTY_LEVEL) },
      { key: 'list', label: '清单', type: 'select', options: options(DUTY_LIST) },
      { key: 'item', label: '事项编码', type: 'text' },
      active,
    ],
    cell: {
      level: (row) => text(DUTY_LEVEL, String(row.level)),
      item: itemOf,
      list: (row) => text(DUTY_LIST, String(row.list)),
      unit_id: (row) => String(row.unit_name ?? ''),
      basis: (row) => [row.basis, row.approval_no].filter(Boolean).join(' '),
      valid_to: (row) => (row.valid_to === 29991231 ? '长期' : String(row.valid_to ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')),
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: { level: 'community', list: 'basic', valid_to: '29991231', active: true },
    fields: [
      { key: 'level', label: '层级', type: 'radio', required: true, options: options(DUTY_LEVEL) },
      { key: 'item', label: '事项编码', type: 'text', required: true, max: 7, help: '7 位为一项，前 4 位为一类，前 2 位为一个领域。' },
      { key: 'list', label: '清单', type: 'select', required: true, options: options(DUTY_LIST) },
      { key: 'unit_id', label: '牵头部门', type: 'unit', required: (v) => v.list === 'assist' || v.list === 'withdrawn' },
      { key: 'basis', label: '依据', type: 'text', max: 200, wide: true },
      { key: 'approval_no', label: '准入文号', type: 'text', max: 60, required: (v) => v.list === 'temporary' },
      { key: 'valid_to', label: '有效期至', type: 'number', required: true, help: '如 20271231；29991231 为长期。' },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  places: {
    kind: 'places',
    title: '地名库',
    hint: '群众怎么说，就怎么收：小区、道路、地标、机构和它们的别名。坐席输名称或拼音首字母即可选中；道路按经过的社区一段一行，填门牌范围。',
    edit: 'GRID_EDIT',
    csv: 'both',
    columns: [
      { key: 'name', title: '地名', sorts: ['pinyin'] },
      { key: 'alias', title: '别名' },
      { key: 'kind', title: '种类', width: '90px' },
      { key: 'community_id', title: '社区' },
      { key: 'no_from', title: '门牌', width: '90px' },
      { key: 'lon', title: '位置', width: '80px' },
      { key: 'active', title: '状态', width: '70px' },
    ],
    filters: [{ key: 'q', label: '地名或拼音首字母', type: 'text' }, { key: 'kind', label: '种类', type: 'select', options: PLACE_KINDS }, active],
    cell: {
      alias: (row) => String(row.alias ?? '').replaceAll(';', '、'),
      kind: (row) => PLACE_KINDS.find((one) => one.value === row.kind)?.text ?? '',
      community_id: (row) => String(row.community_name ?? ''),
      no_from: (row) => (row.no_to ? `${String(row.no_from)}–${String(row.no_to)}号` : ''),
      lon: (row) => (row.lon ? '已定位' : '未定位'),
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: { active: true, kind: 'estate' },
    fields: [
      { key: 'name', label: '地名（不带镇街和门牌）', type: 'text', required: true, max: 40 },
      { key: 'alias', label: '别名（分号隔开）', type: 'text', max: 200 },
      { key: 'kind', label: '种类', type: 'select', required: true, options: PLACE_KINDS },
      { key: 'community_id', label: '社区', type: 'unit', kinds: ['community'] },
      { key: 'address', label: '地址', type: 'text', max: 120 },
      { key: 'no_from', label: '门牌起（道路）', type: 'number' },
      { key: 'no_to', label: '门牌止（道路）', type: 'number' },
      { key: 'lon', label: '经度（百万分之一度）', type: 'number' },
      { key: 'lat', label: '纬度（百万分之一度）', type: 'number' },
      { key: 'pinyin', label: '拼音（读音特殊时填）', type: 'text', max: 240 },
      { key: 'note', label: '备注', type: 'text', max: 200, wide: true },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  'asset-owners': {
    kind: 'asset-owners',
    title: '权属单位',
    hint: '哪种设施在哪个镇街归谁管；不填镇街是全市。',
    edit: 'CATALOGUE_EDIT',
    csv: 'both',
    columns: [
      { key: 'kind', title: '设施种类' },
      { key: 'town_id', title: '镇街' },
      { key: 'unit_id', title: '权属单位' },
    ],
    filters: [
      { key: 'kind', label: '设施种类', type: 'text' },
      { key: 'town', label: '镇街', type: 'slot' },
      { key: 'unit', label: '权属单位', type: 'slot' },
    ],
    cell: { town_id: (row) => String(row.town_name ?? '') || '全市', unit_id: (row) => String(row.unit_name ?? '') },
    fields: [
      { key: 'kind', label: '设施种类', type: 'text', required: true, max: 20 },
      { key: 'town_id', label: '镇街（不选为全市）', type: 'unit', kinds: ['town', 'zone'] },
      { key: 'unit_id', label: '权属单位', type: 'unit', required: true },
    ],
  },
  'notice-triggers': {
    kind: 'notice-triggers',
    title: '三单触发条件',
    closed: true,
    hint: '满足条件的案件按单位归成草稿，由有权的人签发；没有人签发就不会发出。“人工提出”的由工作人员查实后起草。考核得分连续低于基准线的条件随考核上线。',
    edit: 'RULE_EDIT',
    csv: 'both',
    columns: [
      { key: 'name', title: '触发条件' },
      { key: 'kind', title: '拟发', width: '90px' },
      { key: 'subject', title: '事由类别', width: '100px' },
      { key: 'threshold', title: '一件怎么算', width: '120px' },
      { key: 'cases', title: '同一单位满', width: '100px' },
      { key: 'days', title: '时间', width: '110px' },
      { key: 'active', title: '状态', width: '90px' },
    ],
    filters: [q, { key: 'kind', label: '拟发', type: 'select', options: NOTICE_KIND }, active],
    cell: {
      kind: (row) => wordOf(NOTICE_KIND, row.kind),
      subject: (row) => wordOf(NOTICE_SUBJECT, row.subject),
      threshold: (row) => (row.by_hand ? '人工查实' : `${String(row.threshold)} ${String(row.measure)}`),
      cases: (row) => (row.by_hand ? '人工提出' : `${String(row.cases)} 件`),
      days: (row) => (row.by_hand ? '' : `${String(row.days)} 天一次`),
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fields: [
      { key: 'name', label: '名称', type: 'text', required: true, max: 40, wide: true },
      { key: 'kind', label: '拟发哪种单子', type: 'radio', required: true, options: NOTICE_KIND },
      { key: 'subject', label: '事由类别', type: 'select', required: true, options: NOTICE_SUBJECT },
      { key: 'threshold', label: '一件算数的界限', type: 'number', required: true, help: '单位见列表，如 1 倍时限、2 次催办。' },
      { key: 'cases', label: '同一单位满几件才提出', type: 'number', required: true },
      { key: 'days', label: '看多少天、隔多少天再提出', type: 'number', required: true },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  'notice-kinds': {
    kind: 'notice-kinds',
    title: '三单设置',
    closed: true,
    hint: '提示单、督办单、警示单各自的发文机关、代字、抄送和时限。只影响以后签发的单子。',
    edit: 'RULE_EDIT',
    csv: 'out',
    columns: [
      { key: 'name', title: '单子', width: '90px' },
      { key: 'issuer', title: '发文机关' },
      { key: 'word', title: '机关代字', width: '100px' },
      { key: 'copy_to', title: '抄送' },
      { key: 'to_discipline', title: '纪委监委备案', width: '120px' },
      { key: 'ack', title: '签收', width: '110px' },
      { key: 'answer', title: '反馈', width: '110px' },
    ],
    filters: [],
    cell: {
      issuer: (row) => String(row.issuer ?? '') || '社会治理服务中心',
      to_discipline: (row) => yes(row, 'to_discipline'),
      ack: (row) => limit(row.ack_value, row.ack_unit),
      answer: (row) => limit(row.answer_value, row.answer_unit),
    },
    fields: [
      { key: 'name', label: '名称', type: 'text', required: true, max: 20 },
      { key: 'issuer', label: '发文机关（不填为社会治理服务中心）', type: 'text', max: 40 },
      { key: 'word', label: '机关代字', type: 'text', required: true, max: 20, help: '编号如 社治督〔2026〕3号。' },
      { key: 'copy_to', label: '抄送', type: 'text', max: 200, wide: true },
      { key: 'to_discipline', label: '推送纪委监委备案（其工作人员可在平台查看）', type: 'check' },
      { key: 'demand', label: '办理要求', type: 'textarea', required: true, rows: 3, max: 500 },
      ...duration('ack', '签收时限'),
      ...duration('answer', '反馈时限'),
    ],
  },
  texts: {
    kind: 'texts',
    title: '标准文本',
    hint: '登记、答复、告知、催办、回访时可以直接插入的文字。花括号里的由使用的人填。',
    edit: 'RULE_EDIT',
    csv: 'both',
    columns: [
      { key: 'code', title: '代码', width: '90px' },
      { key: 'kind', title: '用在', width: '110px' },
      { key: 'title', title: '标题' },
      { key: 'body', title: '内容' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [q, { key: 'kind', label: '用在', type: 'select', options: options(TEXT_KIND) }, active],
    cell: {
      kind: (row) => text(TEXT_KIND, String(row.kind)),
      active: (row) => (row.active ? '在用' : '停用'),
      body: (row) => `${[...String(row.body ?? '')].slice(0, 60).join('')}…`,
    },
    fresh: { active: true },
    fields: [
      { key: 'code', label: '代码', type: 'text', required: true, max: 20 },
      { key: 'kind', label: '用在', type: 'select', required: true, options: options(TEXT_KIND) },
      { key: 'title', label: '标题', type: 'text', required: true, max: 40, wide: true },
      { key: 'body', label: '内容', type: 'textarea', required: true, rows: 6, max: 2000 },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  posts: {
    kind: 'posts',
    title: '岗位 A/B 岗',
    hint: '派到岗位的工作由当班的人接；A 岗不在时切换到 B 岗。',
    edit: 'USER_PROPOSE',
    csv: 'out',
    fixed: ['unit_id'],
    columns: [
      { key: 'unit', title: '单位' },
      { key: 'name', title: '岗位' },
      { key: 'a', title: 'A 岗' },
      { key: 'b', title: 'B 岗' },
      { key: 'on_duty', title: '当班', width: '80px' },
    ],
    filters: [{ key: 'unit', label: '单位', type: 'slot' }],
    cell: {
      unit: (row) => nameOf(row.unit as Ref | null),
      a: (row) => nameOf(row.a as Ref | null) || '未定',
      b: (row) => nameOf(row.b as Ref | null) || '未定',
      on_duty: (row) => (row.on_duty === 'b' ? 'B 岗' : 'A 岗'),
    },
    fresh: { on_duty: 'a' },
    fields: [
      { key: 'unit_id', label: '单位', type: 'unit', required: true },
      { key: 'name', label: '岗位', type: 'text', required: true, max: 40 },
      { key: 'user_a', label: 'A 岗', type: 'staff', unitFrom: 'unit_id' },
      { key: 'user_b', label: 'B 岗', type: 'staff', unitFrom: 'unit_id' },
      { key: 'on_duty', label: '当班', type: 'radio', required: true, options: [{ value: 'a', text: 'A 岗' }, { value: 'b', text: 'B 岗' }] },
    ],
  },
  units: {
    kind: 'units',
    title: '机构',
    edit: 'ORG_EDIT',
    csv: 'both',
    columns: [],
    filters: [],
    fresh: { kind: 'department', appraised: true, active: true },
    fields: [
      { key: 'code', label: '代码', type: 'text', required: true, max: 20 },
      { key: 'name', label: '名称', type: 'text', required: true, max: 60 },
      { key: 'short_name', label: '简称', type: 'text', required: true, max: 20 },
      { key: 'kind', label: '性质', type: 'select', required: true, options: options(UNIT_KIND) },
      { key: 'parent_id', label: '上级', type: 'unit' },
      { key: 'region_code', label: '行政区划代码', type: 'text', max: 12 },
      { key: 'duty', label: '职责', type: 'textarea', rows: 3, max: 2000 },
      { key: 'appraised', label: '参加考核', type: 'check' },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
}

/** Grids have a page of their own (tree, map, people); the form and the versions are drawn like the others. */
export const GRIDS: RefSpec = {
  kind: 'grids',
  title: '网格',
  edit: 'GRID_EDIT',
  csv: 'both',
  fixed: ['code', 'level', 'parent_id'],
  columns: [],
  filters: [],
  fresh: { level: '1' },
  fields: [
    { key: 'code', label: '编码（15、17 或 19 位）', type: 'text', required: true, max: 19 },
    {
      key: 'level',
      label: '层级',
      type: 'select',
      required: true,
      options: [
        { value: '1', text: '基础网格' },
        { value: '2', text: '单元格' },
        { value: '3', text: '细胞格' },
        { value: '4', text: '专属网格' },
      ],
    },
    { key: 'name', label: '名称', type: 'text', required: true, max: 40 },
    { key: 'special', label: '专属类型', type: 'text', max: 20, when: (v) => v.level === '4', required: true, help: '如 党建、综合执法、海上。' },
    { key: 'community_id', label: '社区（村）', type: 'unit', kinds: ['community'], required: true },
    { key: 'parent_id', label: '上级网格编号', type: 'text', when: (v) => v.level === '2' || v.level === '3', required: true },
    { key: 'households', label: '户数', type: 'number' },
    { key: 'phone', label: '公开电话', type: 'text', max: 30 },
    { key: 'wkt', label: '边界（POLYGON((经度 纬度, …))，单位度）', type: 'textarea', rows: 3 },
  ],
}
