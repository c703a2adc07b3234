// SPDX-License-Identifier: Apache-2.0
// Words and actions of messages that go out.
import type { OutboxMessage } from '@shared/api/outbox'
import type { ActionSpec } from '../forms/actions'

export const MESSAGE_STATUS = [
  { value: 'queued', text: '待发送' },
  { value: 'sending', text: '发送中' },
  { value: 'failed', text: '失败待重试' },
  { value: 'dead', text: '发送失败' },
  { value: 'sent', text: '已发送' },
  { value: 'delivered', text: '已送达' },
  { value: 'undeliverable', text: '未送达' },
  { value: 'cancelled', text: '已取消' },
  { value: 'handled', text: '已人工处理' },
]
export const CHANNEL = [
  { value: 'sms', text: '短信' },
  { value: 'mail', text: '邮件' },
  { value: 'webhook', text: '接口推送' },
]
export const EVENT = [
  { value: 'received', text: '受理告知' },
  { value: 'dispatched', text: '派单告知' },
  { value: 'due_moved', text: '延期告知' },
  { value: 'excluded', text: '剔除告知' },
  { value: 'to_rate', text: '办结待评价' },
  { value: 'notice', text: '通知单送达' },
  { value: 'whistle', text: '哨声' },
  { value: 'emergency', text: '紧急事件' },
]
export const channelText = (channel: string) => CHANNEL.find((one) => one.value === channel)?.text ?? channel
export const adapterText = (adapter: string) => (adapter === 'recorder' ? '演练通道（没有真正发出）' : adapter === 'http' ? '网关' : adapter === 'smtp' ? '邮件服务器' : adapter === 'receipt' ? '运营商回执' : '')

const step = (action: string, title: string, intro: string, placeholder: string): ActionSpec<OutboxMessage> => ({
  title,
  intro,
  path: (one) => `/outbox/${one.id}/${action}`,
  fields: () => [{ key: 'reason', label: '理由', type: 'textarea', rows: 2, max: 200, required: true, placeholder }],
})
export const MESSAGE_STEPS: Record<string, ActionSpec<OutboxMessage>> = {
  resend: step('resend', '重新发送', '马上再发一次；发给群众的，夜间会等到早上8:30。', '如：网关已恢复、值班电话已登记'),
  cancel: step('cancel', '取消发送', '这条消息不再发出。', '如：已电话告知'),
  handled: step('handled', '已人工处理', '已用电话等方式告知对方，不再提示失败。', '如：已电话通知值班室，王某接听'),
}
