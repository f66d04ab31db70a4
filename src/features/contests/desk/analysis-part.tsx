import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { EmptyState, QueryState } from '../../../platform/web/page-state.tsx'
import { useMay } from '../../../platform/web/session.ts'
import { kindNames } from '../../questions/question.ts'
import { type AnalysedQuestion, analyseQuestions, analysisXlsx } from '../desk-contract.ts'
import { warningNames } from '../office-words.ts'
import type { PartProps } from './part-props.ts'
import { sayShare } from './say-share.ts'

/** How each question did; what needs a look is marked. */
export function AnalysisPart({ campaign, contest }: PartProps) {
  const [onlyWarned, setOnlyWarned] = useState(false)
  const query = useQuery({
    queryKey: ['contest', campaign, contest, 'questions'],
    queryFn: () => callApi(analyseQuestions, { params: { campaign, contest } }),
    staleTime: 300_000,
  })
  return (
    <QueryState query={query} rows={12}>
      {({ attempts, most, questions }) => {
        if (questions.length === 0) return <EmptyState title="还没有可以分析的答卷。" />
        const warned = questions.filter((one) => one.warnings.length > 0)
        return (
          <>
            <div className="row-between">
              <p>
                {attempts === most ? '最近 ' : '全部 '}
                {attempts.toLocaleString('zh-CN')} 份计分答卷，{questions.length} 道题，其中 {warned.length}{' '}
                道需要看一看。
              </p>
              <a className="button no-print" href={urlOf(analysisXlsx, { campaign, contest })} download>
                下载 Excel
              </a>
            </div>
            <p className="quiet">
              区分度是一题对错与其余题得分的相关系数（点二列相关），越高说明这道题越能分出会与不会；不足 30
              次作答不计算。
            </p>
            <label className="row contest-choice no-print">
              <input
                type="checkbox"
                checked={onlyWarned}
                onChange={(event) => setOnlyWarned(event.target.checked)}
              />
              只看需要看一看的
            </label>
            <Questions questions={onlyWarned ? warned : questions} />
          </>
        )
      }}
    </QueryState>
  )
}

const atFirst = 50

function Questions({ questions }: { questions: AnalysedQuestion[] }) {
  const mayOpen = useMay('question.manage')
  const [all, setAll] = useState(false)
  const shown = all ? questions : questions.slice(0, atFirst)
  return (
    <>
      <div className="card table-frame" tabIndex={0} role="region" aria-label="题目分析">
        <table className="table contest-analysis">
          <thead>
            <tr>
              <th scope="col">题目</th>
              <NumberHead>出现</NumberHead>
              <NumberHead>答对</NumberHead>
              <NumberHead>区分度</NumberHead>
              <th scope="col">最常错选</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.key}>
                <td>
                  {mayOpen ? (
                    <Link to={'/questions/$question' as never} params={{ question: one.key } as never}>
                      {one.stem}
                    </Link>
                  ) : (
                    <span>{one.stem}</span>
                  )}
                  <span className="quiet contest-under">
                    {kindNames[one.kind]} · {one.bank} / {one.key}
                  </span>
                  {one.warnings.map((name) => (
                    <span key={name} className="contest-warning">
                      ▲ {warningNames[name]}
                    </span>
                  ))}
                </td>
                <td className="digits">{one.shown.toLocaleString('zh-CN')}</td>
                <td className="digits">{sayShare(one.rightShare)}</td>
                <td className="digits">
                  {one.discrimination === null ? '—' : one.discrimination.toFixed(2)}
                </td>
                <td>
                  {one.commonWrong && (
                    <>
                      {one.commonWrong.text}
                      <span className="quiet">（错答的 {sayShare(one.commonWrong.share)}）</span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < questions.length && (
        <div className="no-print">
          <button type="button" className="button" onClick={() => setAll(true)}>
            列出全部 {questions.length} 道题
          </button>
        </div>
      )}
    </>
  )
}
