/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { ShareLinks } from '../../portal/public/share-links.tsx'
import { ContestStart, type ContestStartProps } from './contest-start.tsx'

export interface ContestIntroProps {
  base: string
  title: string
  intro: string
  basis: string
  /** 「答题时间6月1日至6月30日」 and the like. */
  facts: string[]
  /** Null when scored attempts are not open; `closed` says why. */
  start: ContestStartProps | null
  closed: string
  practice: boolean
  board: boolean
  draw: boolean
  own: { id: string; label: string; result: string }[]
}

export function ContestIntro(props: ContestIntroProps) {
  const { base, title, intro, basis, facts, start, closed, practice, board, draw, own } = props
  return (
    <>
      <section class="card">
        <h1>{title}</h1>
        <p>{intro}</p>
        <ul class="contest-facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {start ? (
          <Island name="contest-start" view={ContestStart} props={start} />
        ) : (
          <p class="note note-amber">{closed}</p>
        )}
        <div class="contest-actions">
          {practice && (
            <a class="button" href={`${base}/practice`}>
              先练一练（不计分，答完就看解析）
            </a>
          )}
          {board && (
            <a class="button" href={`${base}/board`}>
              看排行榜
            </a>
          )}
          {draw && (
            <a class="button" href={`${base}/draw`}>
              抽奖办法和结果
            </a>
          )}
        </div>
      </section>
      {own.length > 0 && (
        <section class="card">
          <h2>我的答题</h2>
          <ul class="plain-list">
            {own.map((one) => (
              <li key={one.id}>
                <a href={`${base}/attempts/${one.id}`}>{one.label}</a> <span class="quiet">{one.result}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="quiet">依据：{basis}。答题不需要注册，也不收集姓名和身份证号。</p>
      <ShareLinks page={base} />
    </>
  )
}
