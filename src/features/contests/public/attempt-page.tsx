/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import type { AttemptView } from '../contract.ts'
import { Explained } from './explained.tsx'

export interface AttemptResultProps {
  base: string
  laws: string
  title: string
  /** Whether the contest has a board, a draw. */
  board: boolean
  draw: boolean
  attempt: AttemptView & { result: NonNullable<AttemptView['result']> }
  /** The certificate of a passed attempt. */
  children?: ComponentChildren
}

/** The result: points, what to read again first, then every question. Needs no JavaScript. */
export function AttemptResult({ base, laws, title, board, draw, attempt, children }: AttemptResultProps) {
  const { result } = attempt
  const wrong = result.questions.filter((one) => !one.right)
  const right = result.questions.filter((one) => one.right)
  const articles = [...new Set(wrong.flatMap((one) => one.basis))]
  return (
    <>
      <section class="card">
        <p class="quiet">
          {title} · {attempt.unit.name}
        </p>
        {attempt.phase === 'daily' ? (
          <h1>{result.questions[0]?.right ? '今天的题答对了' : '今天的题答错了'}</h1>
        ) : (
          <>
            <h1>
              <span class="score digits">{result.points}</span> 分
            </h1>
            <p>
              满分 {result.fullPoints} 分，{result.questions.length} 题答对 {right.length} 题，用时{' '}
              {sayDuration(result.usedMs)}
              {result.handedIn ? '' : '（时间到，系统自动交卷）'}
            </p>
            {result.passed === true && <p class="note note-good">✔ 已达到合格线</p>}
            {result.passed === false && <p class="note note-amber">还没有达到合格线，看看解析再来一次。</p>}
          </>
        )}
        {articles.length > 0 && (
          <>
            <h2>值得再读一遍的条款</h2>
            <ul class="contest-articles">
              {articles.map((basis) => (
                <li key={basis}>
                  <a href={`${laws}?basis=${encodeURIComponent(basis)}`}>{basis}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        {children}
        <div class="contest-actions">
          {attempt.phase === 'scored' && attempt.attemptsLeft > 0 && (
            <a class={result.passed ? 'button' : 'button button-primary'} href={base}>
              再答一次（还有 {attempt.attemptsLeft} 次）
            </a>
          )}
          {board && attempt.phase === 'scored' && (
            <a class="button" href={`${base}/board`}>
              看排行榜
            </a>
          )}
          {draw && result.passed && (
            <a class="button" href={`${base}/draw`}>
              看抽奖办法
            </a>
          )}
          <a class="button" href={base}>
            返回
          </a>
        </div>
      </section>
      {wrong.length > 0 && (
        <section class="card">
          <h2>答错的题</h2>
          {wrong.map((one) => (
            <Explained key={one.place} question={one} laws={laws} />
          ))}
        </section>
      )}
      {right.length > 0 && (
        <section class="card">
          <h2>答对的题</h2>
          {right.map((one) => (
            <Explained key={one.place} question={one} laws={laws} />
          ))}
        </section>
      )}
    </>
  )
}

function sayDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`
}
