import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { sayExactly } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { type DeskDraw, readDraw } from '../draw-contract.ts'
import { ClaimForm, StepForm } from './draw-forms.tsx'
import type { PartProps } from './part-props.ts'

/** Promise, list, result, prizes handed out: each once, in this order, and public. */
export function DrawPart({ campaign, contest }: PartProps) {
  const query = useQuery({
    queryKey: ['contest', campaign, contest, 'draw'],
    queryFn: () => callApi(readDraw, { params: { campaign, contest } }),
  })
  return (
    <QueryState query={query}>
      {(draw) =>
        draw && (
          <>
            <p>
              {draw.prize} {draw.winners} 份 ·{' '}
              <a href={`/p/${campaign}/contests/${contest}/draw`}>看公众看到的样子</a>
            </p>
            <Steps draw={draw} />
            {draw.next && draw.next !== 'claim' && (
              <StepForm
                key={draw.next}
                step={draw.next}
                over={draw.over}
                witness={draw.committed?.witness ?? null}
                campaign={campaign}
                contest={contest}
              />
            )}
            {draw.next === 'claim' && <ClaimForm campaign={campaign} contest={contest} />}
            {draw.held && <Winners draw={draw} />}
          </>
        )
      }
    </QueryState>
  )
}

function Steps({ draw: { committed, closed, held } }: { draw: DeskDraw }) {
  return (
    <section className="card">
      <h2>经过</h2>
      <dl className="contest-facts">
        <dt>公布承诺</dt>
        <dd>
          {committed ? (
            <>
              {sayExactly(committed.at)}，种子摘要 <span className="contest-id">{committed.commitment}</span>
              {committed.witness && `，开奖时加入：${committed.witness}`}
            </>
          ) : (
            '尚未进行'
          )}
        </dd>
        <dt>截止名单</dt>
        <dd>
          {closed ? (
            <>
              {sayExactly(closed.at)}，{closed.entries.toLocaleString('zh-CN')} 人，名单摘要{' '}
              <span className="contest-id">{closed.digest}</span>
            </>
          ) : (
            '尚未进行'
          )}
        </dd>
        <dt>开奖</dt>
        <dd>
          {held ? (
            <>
              {sayExactly(held.at)}，种子 <span className="contest-id">{held.seed}</span>
              {held.witnessValue && `，公开数字 ${held.witnessValue}`}
            </>
          ) : (
            '尚未进行'
          )}
        </dd>
      </dl>
    </section>
  )
}

function Winners({ draw }: { draw: DeskDraw }) {
  const claims = new Map(draw.claims.map((one) => [one.place, one]))
  return (
    <div className="card table-frame" tabIndex={0} role="region" aria-label="抽奖名单">
      <table className="table draw-winners">
        <thead>
          <tr>
            <NumberHead>名次</NumberHead>
            <th scope="col">抽奖编号</th>
            <th scope="col">领奖</th>
          </tr>
        </thead>
        <tbody>
          {draw.held!.winners.map(({ place, code }) => {
            const claim = claims.get(place)
            return (
              <tr key={place}>
                <td className="digits">{place}</td>
                <td className="contest-id">{code}</td>
                <td>
                  {claim ? (
                    <>
                      ✔ {claim.by}，<When at={claim.at} />
                    </>
                  ) : (
                    <span className="quiet">未领</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {draw.held!.winners.length === 0 && <p className="quiet">没有人达到分数，奖品没有抽出。</p>}
    </div>
  )
}
