import { sayClock } from '../../../platform/web/say-time.ts'
import type { SaveStatus } from './draft-keeper.ts'

/** 「已保存 10:32」, quietly. */
export function SaveLine({ status, unsaved }: { status: SaveStatus; unsaved: boolean }) {
  return (
    <span className="report-save" role="status">
      {say(status, unsaved)}
    </span>
  )
}

function say(status: SaveStatus, unsaved: boolean): string {
  switch (status.name) {
    case 'untouched':
      return unsaved ? '正在保存…' : '草稿会自动保存'
    case 'saving':
      return '正在保存…'
    case 'saved':
      return unsaved ? '正在保存…' : `已保存 ${sayClock(status.at)}`
    case 'offline':
      return '未能存到服务器，已留在本机，会自动重试'
    case 'conflict':
      return '请先选择保留哪一份'
    case 'refused':
      return `未保存：${status.message}`
  }
}
