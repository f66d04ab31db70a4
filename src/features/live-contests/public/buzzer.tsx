/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { ScreenMoment } from '../moment.ts'
import type { pingAsBuzzer, pressBuzzer } from '../public-contract.ts'
import { sayBuzzer } from './say-buzzer.ts'
import { secondsLeft, useMoment } from './use-moment.ts'

export interface BuzzerProps {
  api: string
  /** Where pictures of questions are. */
  pictures: string
  /** Id of the team that presses here. */
  team: string
  moment: ScreenMoment
}

const pingEveryMs = 4_000
const measured = 5

/** A captain's telephone: one button that fills the screen. */
export function Buzzer({ api, pictures, team, moment: first }: BuzzerProps) {
  const { moment, link, now } = useMoment(api, first)
  const { rtt, replaced } = usePings(api)
  const [pressed, setPressed] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  const own = moment.teams.find((one) => one.id === team)
  const said = sayBuzzer(moment, team, pressed === moment.line, now)

  async function press(): Promise<void> {
    if (!said.may || !moment.asking) return
    setPressed(moment.line)
    setProblem('')
    navigator.vibrate?.(60)
    try {
      await fetchJson<typeof pressBuzzer>('POST', `${api}/presses`, { question: moment.asking.event, rtt })
    } catch (error) {
      setPressed(null)
      setProblem(
        error instanceof CallFailed && error.name !== 'offline' ? error.message : '没有发出去，请再按。',
      )
    }
  }

  if (replaced || !own)
    return (
      <main id="main" class="buzzer-page">
        <p class="buzzer-said">这部手机已经不是抢答器了。请扫主持人给的新二维码。</p>
      </main>
    )
  const seconds = secondsLeft(moment, now)
  return (
    <main id="main" class="buzzer-page">
      <header class="buzzer-head">
        <h1>{own.name}</h1>
        <p class="digits">{own.score} 分</p>
      </header>
      <p class="buzzer-round">
        {moment.round?.title ?? moment.title}
        {moment.asking && ` 第 ${moment.asking.number} 题`}
        {seconds !== null && moment.phase !== 'answered' && `，剩 ${seconds} 秒`}
      </p>
      {moment.asking?.picture && (
        <img
          class="buzzer-picture"
          src={`${pictures}/${moment.asking.picture.file}`}
          alt={`图：${moment.asking.picture.alt}`}
        />
      )}
      <button
        type="button"
        class={`buzzer-button buzzer-${said.tone}`}
        disabled={!said.may}
        // At the touch, not when the finger is lifted.
        onPointerDown={() => void press()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') void press()
        }}
      >
        {said.text}
      </button>
      <p class="buzzer-said" role="status">
        {problem || said.help}
      </p>
      <p class={`buzzer-line ${link === 'lost' ? 'buzzer-lost' : ''}`}>
        {link === 'lost' ? '网络中断，正在重连' : rtt === null ? '正在测量网络' : `网络往返 ${rtt} 毫秒`}
      </p>
    </main>
  )
}

/** Tells the server that this telephone is there, and how long the way takes: the middle of the last few. */
function usePings(api: string): { rtt: number | null; replaced: boolean } {
  const [rtt, setRtt] = useState<number | null>(null)
  const [replaced, setReplaced] = useState(false)
  useEffect(() => {
    const times: number[] = []
    const ping = async () => {
      const from = performance.now()
      try {
        await fetchJson<typeof pingAsBuzzer>('POST', `${api}/pings`, { rtt: middleOf(times) })
        times.push(Math.min(60_000, Math.round(performance.now() - from)))
        if (times.length > measured) times.shift()
        setRtt(middleOf(times))
      } catch (error) {
        if (error instanceof CallFailed && error.name === 'buzzer-unknown') setReplaced(true)
      }
    }
    // Two at once, so that the host sees a number soon.
    void ping().then(ping)
    const timer = setInterval(() => void ping(), pingEveryMs)
    return () => clearInterval(timer)
  }, [api])
  return { rtt, replaced }
}

function middleOf(times: number[]): number | null {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? null
}
