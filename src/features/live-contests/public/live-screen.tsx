/** @jsxImportSource preact */
import type { ScreenMoment } from '../moment.ts'
import { ScreenQuestion } from './screen-question.tsx'
import { type Followed, secondsLeft, useMoment } from './use-moment.ts'

export interface LiveScreenProps {
  api: string
  /** Where pictures of questions are. */
  pictures: string
  moment: ScreenMoment
}

/** The big screen of a hall: readable from 20 metres at 1920 × 1080, nothing on it moves by itself but the clock. */
export function LiveScreen({ api, pictures, moment: first }: LiveScreenProps) {
  const followed = useMoment(api, first)
  const { moment, link } = followed
  return (
    <main id="main" class={`live-screen live-teams-${moment.teams.length}`}>
      <header class="live-head">
        <h1>{moment.title}</h1>
        <p>
          {moment.round?.title}
          {moment.asking && ` 第 ${moment.asking.number} 题`}
        </p>
        <button
          type="button"
          class="live-full"
          onClick={() => void document.documentElement.requestFullscreen?.()}
        >
          全屏
        </button>
      </header>
      <section class="live-middle" aria-live="polite">
        <Middle {...followed} pictures={pictures} />
      </section>
      <Scores moment={moment} />
      {link !== 'stream' && (
        <p class="live-link" role="status">
          {link === 'lost' ? '网络中断，正在重连' : '每秒刷新'}
        </p>
      )}
    </main>
  )
}

function Middle({ moment, now, pictures }: Followed & { pictures: string }) {
  const { phase, round, turn, asking } = moment
  const name = (id: string) => moment.teams.find((team) => team.id === id)?.name ?? ''
  if (phase === 'ended') return <Ranking moment={moment} />
  if (asking)
    return (
      <ScreenQuestion
        asking={asking}
        moment={moment}
        pictures={pictures}
        seconds={secondsLeft(moment, now)}
        nameOf={name}
      />
    )
  if (phase === 'ready') return <p class="live-large">比赛即将开始</p>
  return (
    <div class="live-next">
      <p class="live-large">{round?.title}</p>
      {turn ? (
        <p class="live-second">
          请{name(turn.team)}
          {turn.stake === null ? (round?.kind === 'risk' ? '选择分值' : '准备') : `准备，${turn.stake} 分题`}
        </p>
      ) : (
        <p class="live-second">{roundWords[round?.kind ?? 'required']}</p>
      )}
    </div>
  )
}

const roundWords = {
  required: '各队轮流作答',
  buzzer: '开始口令后按下抢答器，先到者答题',
  risk: '各队自选分值，答对加分，答错扣分',
}

function Ranking({ moment }: { moment: ScreenMoment }) {
  const ranked = [...moment.teams].sort((a, b) => a.place - b.place)
  return (
    <div class="live-next">
      <p class="live-large">比赛结束</p>
      <ol class="live-ranking">
        {ranked.map((team) => (
          <li key={team.id}>
            <span>第 {team.place} 名</span>
            <strong>{team.name}</strong>
            <span class="digits">{team.score} 分</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Scores({ moment }: { moment: ScreenMoment }) {
  const { asking, phase, turn } = moment
  const tieBreak = moment.round?.tieBreak || moment.teams.some((team) => team.tieBreak !== 0)
  const active = asking && phase !== 'answered' ? asking.team : (turn?.team ?? null)
  return (
    <ol class="live-scores" aria-label="得分">
      {moment.teams.map((team) => {
        const sign =
          team.out === 'foul'
            ? '✕ 抢跑'
            : asking?.verdict?.team === team.id
              ? asking.verdict.right
                ? '✔ 答对'
                : '✕ 答错'
              : team.out === 'wrong'
                ? '✕ 答错'
                : team.id === active
                  ? '● 答题'
                  : ''
        return (
          <li
            key={team.id}
            class={`${team.id === active ? 'live-active' : ''} ${team.takesPart ? '' : 'live-aside'}`}
          >
            <span class="live-team">{team.name}</span>
            <strong class="digits">{team.score}</strong>
            <span class="live-sign">
              {sign || (tieBreak && team.takesPart ? `加赛 ${team.tieBreak}` : '')}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
