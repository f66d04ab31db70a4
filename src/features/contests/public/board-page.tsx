/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import type { BoardView } from '../board-contract.ts'
import { BoardName } from './board-name.tsx'
import { sayUsed } from '../say-used.ts'

export interface BoardPageProps {
  /** Address of the contest. */
  base: string
  api: string
  title: string
  board: BoardView
  sayInstant: (at: string) => string
}

/** The first fifty of a contest and where this device stands; works without JavaScript. */
export function BoardPage({ base, api, title, board, sayInstant }: BoardPageProps) {
  const { state, items, own } = board
  return (
    <>
      <section class="card">
        <h1>{title}排行榜</h1>
        {state === 'off' ? (
          <p>这项答题的排行榜没有公开。</p>
        ) : (
          <p class="quiet">
            取每人最好的一次计分成绩：先比分数，再比用时，再比谁先完成。姓名已隐去。
            {state === 'live' && '答完后两秒内更新。'}
          </p>
        )}
        {state === 'frozen' && (
          <p class="note">这是 {sayInstant(board.since!)} 的名次，之后的成绩不再计入榜单。</p>
        )}
        {own && (
          <div class="board-own">
            <strong>{own.place === null ? '我在 10000 名以后' : `我排第 ${own.place} 名`}</strong>
            <span>
              {own.points} 分，用时 {sayUsed(own.usedMs)}
            </span>
          </div>
        )}
        {own && <Island name="board-name" view={BoardName} props={{ api, name: own.name }} />}
        {state !== 'off' && items.length === 0 && <p>还没有人完成计分答题，来做第一个。</p>}
        {items.length > 0 && <Places items={items} />}
      </section>
      <p class="board-links">
        {state === 'live' && (
          <a class="button" href={`${base}/board`}>
            刷新名次
          </a>
        )}
        <a class="button" href={base}>
          回到答题
        </a>
      </p>
    </>
  )
}

function Places({ items }: { items: BoardView['items'] }) {
  return (
    <table class="board-table">
      <caption class="visually-hidden">前 {items.length} 名</caption>
      <thead>
        <tr>
          <th scope="col">名次</th>
          <th scope="col">参与者</th>
          <th scope="col">分数</th>
          <th scope="col">用时</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.place} {...(one.own ? { class: 'board-mine' } : {})}>
            <td class="digits">{one.place}</td>
            <td>
              {one.name}
              {one.own && '（我）'}
            </td>
            <td class="digits">{one.points}</td>
            <td class="digits">{sayUsed(one.usedMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
