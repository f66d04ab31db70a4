import type { WaitingRecord } from './outbox/waiting-record.ts'
import { countArrivedFiles } from './outbox/waiting-record.ts'

/** State of a record on this device: sign and words; what to do where something is to be done. */
export function sayWaiting(
  record: WaitingRecord,
  online: boolean,
  part: number | null,
): { sign: string; text: string; tone: 'quiet' | 'soon' | 'danger' | 'good'; todo: string } {
  const { state, problem, files } = record
  const total = files.length
  if (state === 'sent') return { sign: '✔', text: '已送达', tone: 'good', todo: '' }
  if (state === 'draft') return { sign: '○', text: '还没存完', tone: 'quiet', todo: '接着写完再保存。' }
  if (state === 'sending') {
    const percent = part === null ? '' : `，${Math.floor(part * 100)}%`
    const now = Math.min(countArrivedFiles(record) + 1, total)
    const text =
      total > 0 && countArrivedFiles(record) < total
        ? `正在发送照片 ${now}/${total}${percent}`
        : '正在发送记录'
    return { sign: '↑', text, tone: 'soon', todo: '' }
  }
  if (state === 'conflict')
    return {
      sign: '!',
      text: '这条记录在别处也改过',
      tone: 'danger',
      todo: '请核对两份内容，选定后再发送。',
    }
  if (state === 'failed')
    return { sign: '!', text: problem?.detail ?? '没有发出', tone: 'danger', todo: sayTodo(problem?.name) }
  if (!online)
    return { sign: '◔', text: '已存在本机，等网络', tone: 'soon', todo: '联网后自动发送，可以关闭浏览器。' }
  if (problem?.name === 'not-signed-in')
    return { sign: '◔', text: '登录已过期，还没有发出', tone: 'soon', todo: '重新登录后自动发送。' }
  if (problem)
    return { sign: '◔', text: `还没有发出：${problem.detail}`, tone: 'soon', todo: '稍后会自动再试。' }
  return { sign: '◔', text: '等待发送', tone: 'soon', todo: '' }
}

function sayTodo(name: string | undefined): string {
  if (name === 'activity-gone') return '不要了可以移除；还要的话，另存为新记录。'
  if (name === 'forbidden') return '账号现在无权为这个单位记录，请联系管理员。'
  return '点“修改”改好后再保存，会自动重发。'
}
