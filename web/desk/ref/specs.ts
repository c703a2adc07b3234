// SPDX-License-Identifier: Apache-2.0
// Reference data as tables: columns, filters and fields of each kind. RefPage.vue draws them all.
// Field names are the column names of sql/migrations/0001.
import { nameOf, type Ref } from '@shared/api/types'
import type { Column, Filter } from '@shared/components/table'
import {
  COLOUR,
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
  'whistle-kinds': {
    kind: 'whistle-kinds',
    title: '哨种与应哨时限',
    hint: '时限按自然分钟，从吹哨起算。改了只对以后吹的哨有效。',
    edit: 'RULE_EDIT',
    csv: 'both',
    fixed: ['code'],
    columns: [
      { key: 'name', title: '哨种', width: '90px' },
      { key: 'on_site', title: '到现场', width: '70px' },
      { key: 'accept_on_site', title: '到场哨应哨', width: '100px' },
      { key: 'accept_emergency', title: '远程应哨', width: '150px' },
      { key: 'silence_centre', title: '报中心', width: '80px' },
      { key: 'scored', title: '计分', width: '60px' },
      { key: 'note', title: '说明' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [q, active],
    cell: {
      on_site: (row) => yes(row, 'on_site'),
      scored: (row) => yes(row, 'scored'),
      accept_on_site: (row) => `${String(row.accept_on_site)} 分钟`,
      accept_emergency: (row) => `${String(row.accept_emergency)}/${String(row.accept_urgent)}/${String(row.accept_general)} 分钟`,
      silence_centre: (row) => `${String(row.silence_centre)} 分钟`,
      active: (row) => (row.active ? '在用' : '停用'),
    },
    fresh: { on_site: true, scored: true, active: true, accept_on_site: '10', accept_emergency: '15', accept_urgent: '30', accept_general: '60', silence_centre: '15' },
    fields: [
      { key: 'code', label: '代码', type: 'text', required: true, max: 20 },
      { key: 'name', label: '哨种', type: 'text', required: true, max: 20 },
      { key: 'roles', label: '谁可以吹（角色代码，用分号分开）', type: 'text', required: true, max: 300, wide: true },
      { key: 'accept_on_site', label: '到场哨应哨（分钟）', type: 'number', required: true },
      { key: 'accept_emergency', label: '远程突发应哨（分钟）', type: 'number', required: true },
      { key: 'accept_urgent', label: '远程紧急应哨（分钟）', type: 'number', required: true },
      { key: 'accept_general', label: '远程一般应哨（分钟）', type: 'number', required: true },
      { key: 'silence_centre', label: '报单位负责人后多久报中心（分钟）', type: 'number', required: true },
      { key: 'note', label: '什么时候用', type: 'textarea', rows: 2, max: 200 },
      { key: 'on_site', label: '默认到现场', type: 'check' },
      { key: 'scored', label: '计入考核', type: 'check' },
      { key: 'forces', label: '可以邀集社会力量', type: 'check' },
      { key: 'active', label: '在用', type: 'check' },
    ],
  },
  'whistle-distances': {
    kind: 'whistle-distances',
    title: '到场距离与时限',
    hint: '到场时限从吹哨起算。写了镇街的，那里的案件默认用这一档；其余用第一档。',
    edit: 'RULE_EDIT',
    csv: 'both',
    fixed: ['code'],
    columns: [
      { key: 'name', title: '距离' },
      { key: 'minutes', title: '到场时限', width: '110px' },
      { key: 'towns', title: '适用镇街' },
      { key: 'active', title: '状态', width: '60px' },
    ],
    filters: [q, active],
    cell: { minutes: (row) => `${String(row.minutes)} 分钟`, active: (row) => (row.active ? '在用' : '停用') },
    fresh: { active: true },
    fields: [
      { key: 'code', label: '代码', type: 'text', required: true, max: 20 },
      { key: 'name', label: '距离', type: 'text', required: true, max: 20 },
      { key: 'minutes', label: '到场时限（分钟）', type: 'number', required: true },
      { key: 'towns', label: '适用镇街（镇街代码，用分号分开）', type: 'text', max: 600, wide: true },
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
