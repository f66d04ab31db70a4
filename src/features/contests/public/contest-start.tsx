/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { type NamedUnit, UnitInput, type UnitGroup } from '../../org/public/unit-input.tsx'
import { takePart } from '../../participants/public/take-part.ts'
import type { startAttempt } from '../contract.ts'

export interface ContestStartProps {
  api: string
  base: string
  campaign: string
  groups: UnitGroup[]
  /** An attempt that runs already. */
  running: string | null
  /** Scored attempts that are left, of the day or of all. */
  left: number
  begun: boolean
  perDay: boolean
  daily: boolean
  /** Today's daily question, once it was opened. */
  today: string | null
}

const remembered = 'anyue-unit'

/** Names the unit once and starts; the button goes on with an attempt that runs. */
export function ContestStart(props: ContestStartProps) {
  const { api, base, campaign, groups, running, left, begun, perDay, daily, today } = props
  const asksDaily = daily && today === null
  const [unit, setUnit] = useState<NamedUnit | null>(null)
  const [wrong, setWrong] = useState<string>()
  const [starting, setStarting] = useState<'scored' | 'daily' | null>(null)
  useEffect(() => setUnit(recallUnit()), [])

  async function start(phase: 'scored' | 'daily'): Promise<void> {
    if (!unit) {
      setWrong('请先选择所在的县（市、区）或者部门。')
      return
    }
    setStarting(phase)
    setWrong(undefined)
    try {
      const moreTime = document.documentElement.hasAttribute('data-large')
      const attempt = await takePart(() =>
        fetchJson<typeof startAttempt>('POST', `${api}/attempts`, { unit: unit.code, phase, moreTime }),
      )
      rememberUnit(unit)
      location.assign(`${base}/attempts/${attempt.id}`)
    } catch (error) {
      setStarting(null)
      setWrong(error instanceof CallFailed ? error.message : '暂时不能开始，请稍后再试。')
    }
  }

  if (running)
    return (
      <a class="button button-primary button-wide" href={`${base}/attempts/${running}`}>
        继续答题
      </a>
    )
  return (
    <div class="contest-actions">
      {left === 0 && (
        <p class="note">
          {perDay
            ? '今天的计分答题次数已经用完，明天可以再来。'
            : '计分答题的次数已经用完，取最好的一次成绩。'}
        </p>
      )}
      {(left > 0 || asksDaily) && (
        <UnitInput
          campaign={campaign}
          label="我所在的县（市、区）或者部门"
          help="参与人次计入这里，只用于统计。"
          groups={groups}
          value={unit}
          onPick={setUnit}
          error={wrong}
        />
      )}
      {left > 0 && (
        <button
          class="button button-primary button-wide"
          type="button"
          disabled={starting !== null}
          onClick={() => void start('scored')}
        >
          {starting === 'scored' ? '正在准备试卷…' : begun ? `再答一次（还有 ${left} 次）` : '开始答题'}
        </button>
      )}
      {today && (
        <a class="button button-wide" href={`${base}/attempts/${today}`}>
          每日一答：看今天的题
        </a>
      )}
      {asksDaily && (
        <button
          class="button button-wide"
          type="button"
          disabled={starting !== null}
          onClick={() => void start('daily')}
        >
          {starting === 'daily' ? '正在取题…' : '每日一答'}
        </button>
      )}
      <noscript>
        <p class="note note-amber">答题需要在浏览器中启用 JavaScript。</p>
      </noscript>
    </div>
  )
}

function recallUnit(): NamedUnit | null {
  try {
    return JSON.parse(localStorage.getItem(remembered) ?? 'null') as NamedUnit | null
  } catch {
    return null
  }
}

function rememberUnit(unit: NamedUnit): void {
  try {
    localStorage.setItem(remembered, JSON.stringify(unit))
  } catch {
    // Asked again next time.
  }
}
