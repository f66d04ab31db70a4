import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { listTasks } from '../contract.ts'
import { useCampaign } from './use-campaign.ts'
import './campaign.css'

/** What is asked of units, on what ground, for what, and how much of their time it takes. */
export default function CampaignPage() {
  usePageTitle('报送任务')
  const { key, definition, error, retry } = useCampaign()
  const now = useNow()
  const tasks = useQuery({
    queryKey: ['tasks', key],
    queryFn: () => callApi(listTasks, { params: { campaign: key! } }),
    enabled: key !== undefined,
  })
  if (error ?? tasks.error) return <ProblemState error={error ?? tasks.error} retry={retry} />
  if (!definition || !tasks.data) return <Loading rows={8} />
  return (
    <div className="stack">
      <header>
        <h1>{definition.title}</h1>
        <p>主题：{definition.theme}</p>
        <p>
          {sayDay(definition.startsOn, now)} 至 {sayDay(definition.endsOn, now)}
        </p>
        <p className="quiet">平均每周约占用一个单位 {Math.round(tasks.data.minutesPerWeek)} 分钟。</p>
      </header>
      {tasks.data.items.map((task) => {
        const form = definition.forms.find((one) => one.key === task.form)
        const next = task.periods.find((period) => Date.parse(period.dueAt) > now.getTime())
        return (
          <article key={task.key} className="card task">
            <div className="row-between">
              <h2>{task.title}</h2>
              <span className="quiet">每次约 {task.minutes} 分钟</span>
            </div>
            <dl className="task-facts">
              <dt>依据</dt>
              <dd>{task.basis}</dd>
              <dt>用途</dt>
              <dd>{task.purpose}</dd>
              <dt>时间</dt>
              <dd>
                {task.schedule.kind === 'as-needed' ? '及时报送，有则报。' : `共 ${task.periods.length} 期。`}
                {next && `下一期：${next.title}，${sayInstantWithWeekday(next.dueAt, now)} 截止。`}
                {task.review === 'two-level' && '先由县级审核，再由市级审定。'}
                {task.zeroReport && '没有情况可零报告。'}
              </dd>
            </dl>
            {form && (
              <details>
                <summary>填报内容（{form.title}）</summary>
                <ul>
                  {form.fields.map((field) => (
                    <li key={field.key}>
                      {field.label}
                      {field.required ? '（必填）' : '（选填）'}
                      <span className="quiet"> 用途：{field.purpose}</span>
                    </li>
                  ))}
                  {form.statistics && <li>{definition.statistics?.title}</li>}
                </ul>
              </details>
            )}
          </article>
        )
      })}
      {definition.indicators.length > 0 && (
        <details className="card">
          <summary>统计指标 {definition.indicators.length} 项及计数方法</summary>
          <ul>
            {definition.indicators.map((one) => (
              <li key={one.code}>
                {one.label}（{one.unit}）<span className="quiet"> {one.rule}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
