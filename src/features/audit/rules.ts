import { type Role, roleNames } from '../../platform/shared/permissions.ts'

/** One changed thing of an audit line, in words; a side that the line does not hold is null. */
export interface ChangeInWords {
  label: string
  before: string | null
  after: string | null
}

export interface Words {
  sayInstant: (at: string) => string
  /** Title of a task of the campaign at hand, by key. */
  taskTitle: (key: string) => string
}

type Say = (value: unknown, words: Words) => string

const standings: Record<string, string> = {
  none: '未报',
  submitted: '待审',
  checked: '下级已核',
  accepted: '通过',
  returned: '退回',
}
const fileKinds: Record<string, string> = { image: '图片', video: '视频', document: '文件' }
const boards: Record<string, string> = { live: '公开', frozen: '冻结', off: '关闭' }
const lists: Record<string, string> = { missing: '催报名单', directory: '联络员名录' }
const text: Say = (value) => String(value)

/** What the recorded keys are called. What is not here (digests, ids) is in the raw record. */
const sayings: Record<string, { label: string; say: Say }> = {
  username: { label: '用户名', say: text },
  name: { label: '名称', say: text },
  grants: { label: '角色', say: sayGrants },
  role: { label: '角色', say: (value) => roleNames[value as Role] ?? String(value) },
  unit: { label: '单位', say: text },
  disabled: { label: '账号', say: (value) => (value ? '停用' : '可用') },
  locked: { label: '锁定', say: (value) => (value ? '已锁定' : '未锁定') },
  standing: { label: '状态', say: (value) => standings[String(value)] ?? String(value) },
  revision: { label: '版次', say: (value) => `第 ${String(value)} 版` },
  onTime: { label: '时限', say: (value) => (value ? '按时' : '迟报') },
  receipt: { label: '回执', say: text },
  dueAt: { label: '期限', say: sayTime },
  now: { label: '时钟', say: sayTime },
  reason: { label: '理由', say: text },
  remark: { label: '意见', say: text },
  fieldRemarks: { label: '批注', say: (value) => `${String(value)} 处` },
  number: { label: '编号', say: text },
  title: { label: '标题', say: text },
  date: { label: '日期', say: text },
  list: { label: '名单', say: (value) => lists[String(value)] ?? String(value) },
  task: { label: '任务', say: (value, words) => words.taskTitle(String(value)) },
  period: { label: '期次', say: text },
  form: { label: '方式', say: text },
  units: {
    label: '单位数',
    say: (value) => (Array.isArray(value) ? `${value.length} 家` : `${String(value)} 家`),
  },
  size: { label: '大小', say: (value) => sayBytes(Number(value)) },
  kind: { label: '类型', say: (value) => fileKinds[String(value)] ?? String(value) },
  answer: { label: '答复', say: text },
  contest: { label: '答题', say: text },
  board: { label: '排行榜', say: (value) => boards[String(value)] ?? String(value) },
  prize: { label: '奖品', say: text },
  winners: { label: '中奖数', say: (value) => `${String(value)} 名` },
  entries: { label: '参加抽奖', say: (value) => `${String(value)} 人` },
  place: { label: '名次', say: (value) => `第 ${String(value)} 名` },
  changes: { label: '改动', say: (value) => (Array.isArray(value) ? `${value.length} 处` : String(value)) },
}

/** Before and after, key by key, in the words of the desk; what did not change is left out. */
export function describeChange(before: unknown, after: unknown, words: Words): ChangeInWords[] {
  const [old, next] = [asRecord(before), asRecord(after)]
  return Object.entries(sayings).flatMap(([key, { label, say }]): ChangeInWords[] => {
    const told = (record: Record<string, unknown>) =>
      record[key] === undefined || record[key] === null ? null : say(record[key], words)
    const [from, to] = [told(old), told(next)]
    if ((from === null && to === null) || from === to || to === '0 处') return []
    return [{ label, before: from, after: to }]
  })
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Units were recorded as objects, codes or names over time. */
function sayGrants(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  return value
    .map((grant: { role: Role; unit: string | { name: string } }) => {
      const unit = typeof grant.unit === 'string' ? grant.unit : grant.unit.name
      return `${unit} ${roleNames[grant.role] ?? grant.role}`
    })
    .join('、')
}

function sayTime(value: unknown, words: Words): string {
  return words.sayInstant(String(value))
}

function sayBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
