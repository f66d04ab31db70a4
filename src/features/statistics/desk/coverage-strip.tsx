import { useState } from 'react'
import { When } from '../../../platform/web/when.tsx'
import type { Standing, StatisticsView } from '../contract.ts'
import { CoveredUnits } from './covered-units.tsx'
import { countOf, standingOrder, standingWords } from './standing-words.ts'
import './coverage.css'

/** Always next to the totals: who is in them, who is not, and as of when. */
export function CoverageStrip({ table, own }: { table: StatisticsView; own: boolean }) {
  const [shown, setShown] = useState<Standing | 'all' | null>(null)
  const { coverage, units } = table
  const only = units.length === 1 && units[0]!.code === table.unit.code ? units[0]! : null
  if (units.length === 0) {
    return (
      <section className="card coverage">
        <p>{own ? '这个单位自己不报统计表，数字由下级单位汇总。' : '范围内没有要报统计表的单位。'}</p>
      </section>
    )
  }
  if (only) {
    return (
      <section className="card coverage" aria-label="数据来源">
        <p>
          {only.periodTitle ? `数据来自${only.periodTitle}，` : '还没有报过数字，'}
          最近一期 {standingWords[only.standing].sign} {standingWords[only.standing].word}；截至{' '}
          <When at={table.asOf} />。
        </p>
        <CoveredUnits units={units} />
      </section>
    )
  }
  const toggle = (one: Standing | 'all') => setShown(shown === one ? null : one)
  const outside = units.filter((one) => one.submissionId === null).length
  return (
    <section className="card coverage" aria-label="谁在合计里">
      <p className="coverage-sentence">
        应报 <b className="digits">{coverage.expected}</b> 家，合计里有{' '}
        <button
          type="button"
          className="link-button"
          aria-expanded={shown === 'all'}
          onClick={() => toggle('all')}
        >
          <b className="digits">{coverage.included}</b> 家的数字
        </button>
        {outside > 0 && <>，{outside} 家还没有数字</>}；截至 <When at={table.asOf} />
        {table.snapshot && <> · 快照第 {table.snapshot.number} 号</>}
      </p>
      <p className="coverage-signs">
        <span className="quiet">最近一期：</span>
        {standingOrder.map((standing) => {
          const count = countOf(coverage, standing)
          const { sign, word, tone } = standingWords[standing]
          return (
            <button
              key={standing}
              type="button"
              className={`coverage-sign tone-${count > 0 ? tone : 'quiet'}`}
              aria-expanded={shown === standing}
              disabled={count === 0}
              onClick={() => toggle(standing)}
            >
              <span aria-hidden="true">{sign}</span> {word} <b className="digits">{count}</b>
            </button>
          )
        })}
      </p>
      {coverage.included > coverage.expected && (
        <p className="quiet">合计的家数多于应报家数：已免报的单位不再应报，它们以前报的数字仍然计入。</p>
      )}
      {shown && (
        <CoveredUnits units={shown === 'all' ? units : units.filter((one) => one.standing === shown)} />
      )}
    </section>
  )
}
