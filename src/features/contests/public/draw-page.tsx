/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import type { DrawView } from '../draw-contract.ts'

export interface DrawPageProps {
  base: string
  /** Address of the file with all public facts. */
  file: string
  title: string
  passPoints: number
  draw: DrawView
  own: { code: string; claimCode: string; place: number | null; claimedAt: string | null } | null
  sayInstant: (at: string) => string
}

/** A draw as it becomes public: promise, list, result; and what this phone holds. */
export function DrawPage({ base, file, title, passPoints, draw, own, sayInstant }: DrawPageProps) {
  const { committed, closed, held } = draw
  return (
    <>
      <section class="card">
        <h1>{title}抽奖</h1>
        <p>
          {draw.prize} {draw.winners} 份，在计分答题达到 {passPoints} 分的人中抽取，每人一次机会。
        </p>
        {own && <Own own={own} held={held !== null} sayInstant={sayInstant} />}
        {closed && !own && <p class="note">这台设备不在抽奖名单里。请用答题时的手机和浏览器打开本页查看。</p>}
      </section>
      <section class="card">
        <h2>怎么抽，怎么核对</h2>
        <ol class="draw-steps">
          <Step title="公布承诺" done={committed && sayInstant(committed.at)}>
            <p>先由系统随机产生一个种子，只公布它的 SHA-256 摘要。以后公布的种子必须与摘要相符，换不了。</p>
            {committed && <Fact name="种子摘要" value={committed.commitment} />}
            {committed?.witness && <p>开奖时还要加入此刻谁也不知道的公开数字：{committed.witness}。</p>}
          </Step>
          <Step title="截止名单" done={closed && sayInstant(closed.at)}>
            <p>答题结束后，名单按编号排好冻结，公布人数和摘要；多一人、少一人、换一人，摘要都会变。</p>
            {closed && <p>共 {closed.entries} 人。</p>}
            {closed && <Fact name="名单摘要" value={closed.digest} />}
          </Step>
          <Step title="开奖" done={held && sayInstant(held.at)}>
            <p>公布种子。每个编号与种子一起算出一张「签」（SHA-256），签最小的 {draw.winners} 个编号中奖。</p>
            {held && <Fact name="种子" value={held.seed} />}
            {held?.witnessValue && <Fact name="公开数字" value={held.witnessValue} />}
          </Step>
        </ol>
        {committed && (
          <p>
            <a class="button" href={file} download>
              下载全部公开数据
            </a>
          </p>
        )}
        {committed && (
          <p class="quiet">
            文件里有完整名单（只有编号）和算法说明，任何人都可以重算，或用本系统的命令核对。
          </p>
        )}
      </section>
      {held && (
        <section class="card">
          <h2>中奖编号</h2>
          {held.winners.length === 0 && <p>没有人达到分数，奖品没有抽出。</p>}
          <ol class="draw-winners plain-list">
            {held.winners.map((one) => (
              <li key={one.place} class="digits">
                {one.place}. {one.code}
              </li>
            ))}
          </ol>
        </section>
      )}
      <p>
        <a class="button" href={base}>
          回到答题
        </a>
      </p>
    </>
  )
}

function Own({
  own,
  held,
  sayInstant,
}: {
  own: NonNullable<DrawPageProps['own']>
  held: boolean
  sayInstant: (at: string) => string
}) {
  if (own.place === null)
    return (
      <p class="note">
        我的编号 <strong>{own.code}</strong>，{held ? '这次没有中奖，谢谢参加。' : '已在名单中，等待开奖。'}
      </p>
    )
  if (own.claimedAt)
    return (
      <p class="note note-good">
        我的编号 <strong>{own.code}</strong> 中奖，已于 {sayInstant(own.claimedAt)} 领奖。
      </p>
    )
  return (
    <div class="note note-good">
      <p>
        我的编号 <strong>{own.code}</strong> 中奖了，第 {own.place} 名！
      </p>
      <p>
        领奖时向工作人员出示领奖码：<strong>{own.claimCode}</strong>
      </p>
      <p>领奖码只有这台手机看得到，请不要发给别人，也不要清除浏览器数据。</p>
    </div>
  )
}

function Step({
  title,
  done,
  children,
}: {
  title: string
  done: string | null
  children: ComponentChildren
}) {
  return (
    <li>
      <h3>
        {title}
        <span class="quiet">{done ? ` ${done}` : ' 尚未进行'}</span>
      </h3>
      {children}
    </li>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <p>
      <span class="quiet">{name}</span>
      <code class="draw-fact">{value}</code>
    </p>
  )
}
